namespace Saccade.Media;

/// <summary>
/// Writes a whole file or nothing: a temporary file in the same folder, flushed to disk, then renamed over the target.
/// On any failure the temporary file is removed and an earlier file of that name stays as it was.
/// </summary>
internal static class AtomicFile
{
    /// <summary>A name beside <paramref name="path"/> that no reader takes for a finished file.</summary>
    public static string TemporaryNameFor(string path)
    {
        string full = Path.GetFullPath(path);
        return Path.Combine(Path.GetDirectoryName(full) ?? "/", $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
    }

    /// <exception cref="MediaException">The folder is missing or not writable, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = TemporaryNameFor(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure)
        {
            Remove(temporary);
            if (MediaException.IsFileSystemFailure(failure)) throw MediaException.CannotWrite(path, failure);
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
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
        }
    }
}
