namespace Saccade.Editing.Style;

/// <summary>A file that a style report says nothing of.</summary>
/// <param name="File">Its path below the folder.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record LeftOutFile(string File, string Reason);
