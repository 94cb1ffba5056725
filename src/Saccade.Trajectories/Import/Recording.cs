namespace Saccade.Trajectories.Import;

/// <summary>Something to be imported: a video file or a folder of pictures, with what is known of it.</summary>
/// <param name="Name">As it is called in the import: relative to the folder of clips.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Label">Its class.</param>
/// <param name="Group">Recordings of one group are not independent and lie in one part of the split; by default each is its own.</param>
internal sealed record Recording(string Name, string Path, string Label, string Group);
