using Saccade.Training;

namespace Saccade.Cli;

/// <summary>Looks before long work whether its result will fit, so that it does not fail at the end.</summary>
internal static class DiskSpace
{
    private const double Giga = 1e9;

    /// <exception cref="RunException">There is less free space than <paramref name="bytes"/> where <paramref name="folder"/> lies or will lie.</exception>
    public static void Require(string folder, long bytes)
    {
        var free = Free(folder);
        if (free < bytes)
            throw new RunException($"{folder}: {bytes / Giga:0.0} GB are needed, but only {free / Giga:0.0} GB are free; free some space or choose another folder");
    }

    /// <summary>Bytes that a user may still write where the folder lies or will lie.</summary>
    public static long Free(string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
            existing = Path.GetDirectoryName(existing)!;
        return new DriveInfo(existing).AvailableFreeSpace;
    }
}
