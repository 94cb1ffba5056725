namespace Saccade.Media;

/// <summary>
/// A file that cannot be read or written as asked. The message is one line, "path: cause", ready to be shown to a user;
/// everything in this project that fails because of a file, a folder or a missing ffmpeg fails with this.
/// </summary>
public sealed class MediaException : Exception
{
    /// <param name="path">The file or folder (or program) at fault.</param>
    /// <param name="cause">What is wrong with it, and the way out where there is one.</param>
    /// <param name="inner">What was caught, if anything was.</param>
    public MediaException(string path, string cause, Exception? inner = null)
        : base($"{path}: {cause}", inner)
    {
        Path = path;
        Cause = cause;
    }

    public string Path { get; }

    public string Cause { get; }

    /// <summary>True for what the file system raises: a missing folder, a full disk, no permission.</summary>
    internal static bool IsFileSystemFailure(Exception exception) =>
        exception is IOException or UnauthorizedAccessException;

    internal static MediaException CannotWrite(string path, Exception failure) =>
        new(path, "cannot be written: " + Describe(failure), failure);

    internal static MediaException CannotRead(string path, Exception failure) => failure switch
    {
        FileNotFoundException => new(path, "there is no such file", failure),
        DirectoryNotFoundException => new(path, "its folder does not exist", failure),
        _ when Directory.Exists(path) => new(path, "it is a folder, not a file", failure),
        _ => new(path, "cannot be read: " + Describe(failure), failure),
    };

    private static string Describe(Exception failure) => failure switch
    {
        DirectoryNotFoundException => "its folder does not exist",
        FileNotFoundException => "its folder takes no files",
        UnauthorizedAccessException => "permission denied",
        // The runtime appends " : 'path'", which the message already starts with.
        _ => failure.Message.Split(" : '")[0].ReplaceLineEndings(" "),
    };
}
