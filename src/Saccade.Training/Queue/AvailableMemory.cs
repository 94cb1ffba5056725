using System.Globalization;

namespace Saccade.Training;

/// <summary>Memory that new work may take without pushing anything else out.</summary>
internal static class AvailableMemory
{
    private const string LinuxFile = "/proc/meminfo";
    private const string LinuxKey = "MemAvailable:";

    /// <summary>Bytes: what the system calls available where it says so, and never more than this process may have at all.</summary>
    public static long Bytes()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (!File.Exists(LinuxFile))
            return limit;
        // MemAvailable:    8036292 kB
        var line = File.ReadLines(LinuxFile).FirstOrDefault(l => l.StartsWith(LinuxKey, StringComparison.Ordinal));
        return line is not null && long.TryParse(line[LinuxKey.Length..].Replace("kB", ""), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var kilobytes)
            ? Math.Min(limit, kilobytes << 10)
            : limit;
    }
}
