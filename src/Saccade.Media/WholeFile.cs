namespace Saccade.Media;

/// <summary>Reads whole files, which are not trusted to be small.</summary>
public static class WholeFile
{
    /// <exception cref="MediaException">There is no such file, it cannot be read, or it is longer than <paramref name="most"/> bytes.</exception>
    public static byte[] Read(string path, long most)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length > most) throw new MediaException(path, $"at {length} bytes it is larger than the {most} that are read");
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw MediaException.CannotRead(path, failure);
        }
    }
}
