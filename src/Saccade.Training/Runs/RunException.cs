namespace Saccade.Training;

/// <summary>A run that cannot start, go on or be read. The message is one line: the file, the cause, the way out.</summary>
public sealed class RunException : Exception
{
    public RunException(string message) : base(message) { }
    public RunException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Whether a training ended because its loss or a gradient was not finite any more.</summary>
    public bool IsDivergence { get; init; }

    /// <summary>Says that <paramref name="path"/> could not be written, and why, in one line.</summary>
    internal static RunException CannotWrite(string path, Exception cause) =>
        new($"{path}: cannot be written ({OneLine(cause.Message)}); free some space or choose another folder with --out", cause);

    internal static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
