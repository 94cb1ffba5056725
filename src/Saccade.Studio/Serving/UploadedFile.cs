namespace Saccade.Studio.Serving;

/// <summary>A file that a client sent.</summary>
/// <param name="Path">Where it lies, in a folder of its own, under a name of ours.</param>
/// <param name="Name">What the client calls it; in answers only, never a path.</param>
internal sealed record UploadedFile(string Path, string Name)
{
    /// <summary>The file's own folder.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;
}
