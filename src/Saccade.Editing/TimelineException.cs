namespace Saccade.Editing;

/// <summary>
/// A timeline cannot be read, understood or written. The message is one line: file, line where known, clip where known, cause and way out.
/// </summary>
public sealed class TimelineException : Exception
{
    /// <param name="reason">What is wrong, and what to do about it where that is not plain.</param>
    /// <param name="file">The timeline's path; null while it is not known (see <see cref="In"/>).</param>
    /// <param name="clip">The name of the clip concerned.</param>
    /// <param name="line">Line in the file, from 1; 0 where there is none.</param>
    public TimelineException(string reason, string? file = null, string? clip = null, int line = 0, Exception? cause = null)
        : base(Compose(reason, file, clip, line), cause)
    {
        Reason = reason;
        File = file;
        Clip = clip;
        Line = line;
    }

    public string Reason { get; }

    public string? File { get; }

    public string? Clip { get; }

    public int Line { get; }

    /// <summary>The same failure, with its file named where it was not.</summary>
    public TimelineException In(string file) => File is null ? new(Reason, file, Clip, Line, InnerException) : this;

    private static string Compose(string reason, string? file, string? clip, int line)
    {
        var where = (file, line) switch
        {
            (null, 0) => "",
            (null, _) => $"line {line}: ",
            (_, 0) => $"{file}: ",
            _ => $"{file}, line {line}: ",
        };
        return $"{where}{(clip is null ? "" : $"clip '{clip}': ")}{reason}".ReplaceLineEndings(" ");
    }
}
