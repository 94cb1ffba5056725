namespace Saccade.Editing.Checking;

/// <summary>Something that is, or may be, wrong with a timeline.</summary>
/// <param name="Check">Its name: snake_case, stable.</param>
/// <param name="IsError">An error makes the timeline useless or wrong in an editor; anything else is worth a look.</param>
/// <param name="Where">Clip, media file or sequence, by name.</param>
/// <param name="Line">Line in the file; 0 where it has none.</param>
/// <param name="Detail">What is wrong.</param>
public sealed record Finding(string Check, bool IsError, string Where, int Line, string Detail);
