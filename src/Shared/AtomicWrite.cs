namespace Saccade.Shared;

/// <summary>
/// Writes a file that is either the old or the new content, never a part: a temporary file in the same folder, flushed to disk, then
/// renamed over the target. A failure leaves the old file and no temporary one. This source is compiled into each project that writes
/// files, since none of them lies below all others.
/// </summary>
internal static class AtomicWrite
{
    /// <summary>A name beside <paramref name="path"/> that no reader takes for a finished file.</summary>
    public static string TemporaryNameFor(string path)
    {
        var full = Path.GetFullPath(path);
        return Path.Combine(Path.GetDirectoryName(full) ?? "/", $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
    }

    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="cannotWrite">What is thrown instead when the folder cannot be written or the disk is full.</param>
    public static void Run(string path, Action<Stream> write, Func<Exception, Exception> cannotWrite)
    {
        var temporary = TemporaryNameFor(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure)
        {
            Remove(temporary);
            if (failure is IOException or UnauthorizedAccessException)
                throw cannotWrite(failure);
            throw;
        }
    }

    /// <summary>Removes a file that was being written; a failure to do so must not hide the failure that led here.</summary>
    public static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }
}
