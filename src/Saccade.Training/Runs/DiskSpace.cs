namespace Saccade.Training;

/// <summary>Looks before long work whether its result will fit, so that it does not fail at the end.</summary>
public static class DiskSpace
{
    /// <exception cref="RunException">There is less free space than <paramref name="bytes"/> where <paramref name="folder"/> lies or will lie.</exception>
    public static void Require(string folder, long bytes)
    {
        var free = Free(folder);
        if (free < bytes)
            throw new RunException($"{folder}: {Size(bytes)} are needed, but only {Size(free)} are free; free some space or choose another folder");
    }

    /// <summary>Bytes that a user may still write where the folder lies or will lie.</summary>
    public static long Free(string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
            existing = Path.GetDirectoryName(existing)!; // ends at the root
        return new DriveInfo(existing).AvailableFreeSpace;
    }

    internal static string Size(long bytes) => bytes >= 1_000_000_000 ? $"{bytes / 1e9:0.0} GB" : $"{bytes / 1e6:0.0} MB";
}
