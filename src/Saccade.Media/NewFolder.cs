namespace Saccade.Media;

/// <summary>The folder that a set is to be written into: never one that holds something already.</summary>
public static class NewFolder
{
    /// <summary>Makes a folder, unless it is there and empty.</summary>
    /// <returns>Whether it was not there before.</returns>
    /// <exception cref="MediaException">It holds something, or cannot be made.</exception>
    public static bool Open(string folder)
    {
        try
        {
            var isNew = !Directory.Exists(folder);
            Directory.CreateDirectory(folder);
            return Directory.EnumerateFileSystemEntries(folder).Any() ? throw new MediaException(folder, "it is not empty: choose another folder") : isNew;
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw MediaException.CannotWrite(folder, failure);
        }
    }
}
