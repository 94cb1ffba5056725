using Saccade.Shared;

namespace Saccade.Training;

/// <summary>
/// Writes whole files that are either the old or the new content, never a part. A failure leaves the old file and no temporary one.
/// </summary>
public static class AtomicFile
{
    /// <exception cref="RunException">The folder cannot be written or the disk is full; names the path.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(text);
        });

    /// <inheritdoc cref="WriteText"/>
    public static void Write(string path, Action<Stream> write) =>
        AtomicWrite.Run(path, write, failure => RunException.CannotWrite(path, failure));
}
