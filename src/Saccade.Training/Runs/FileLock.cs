namespace Saccade.Training;

/// <summary>Looks whether a process holds a lock file, without taking it away from one that is about to.</summary>
public static class FileLock
{
    public static bool IsHeld(string path)
    {
        try
        {
            // A shared lock, for the blink of an eye.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
