using System.Globalization;

namespace Saccade.Neural.Tests.WholeModels;

/// <summary>What the operating system says of this process.</summary>
internal static class ProcessMemory
{
    /// <summary>Memory in use that is not a file's: native blocks and the managed heap. 0 where there is no /proc.</summary>
    public static long AnonymousBytes()
    {
        const string File = "/proc/self/status", Key = "RssAnon:";
        if (!System.IO.File.Exists(File))
            return 0;
        var line = System.IO.File.ReadLines(File).First(l => l.StartsWith(Key, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(Key.Length, line.Length - Key.Length - " kB".Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
    }
}
