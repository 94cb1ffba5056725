namespace Saccade.Training;

/// <summary>
/// Writes whole files that are either the old or the new content, never a part: a temporary file in the same folder,
/// flushed to disk, then renamed over the target. A failure leaves the old file and no temporary one.
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
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e)
        {
            RemoveLeftover(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw RunException.CannotWrite(path, e);
            throw;
        }
    }

    private static void RemoveLeftover(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is gone or closed to us; the failure to write is what gets reported.
        }
    }
}
