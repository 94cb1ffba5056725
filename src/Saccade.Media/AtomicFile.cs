using Saccade.Shared;

namespace Saccade.Media;

/// <summary>Writes a whole file or nothing.</summary>
internal static class AtomicFile
{
    /// <exception cref="MediaException">The folder is missing or not writable, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write) =>
        AtomicWrite.Run(path, write, failure => MediaException.CannotWrite(path, failure));
}
