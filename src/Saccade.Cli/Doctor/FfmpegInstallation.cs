using System.ComponentModel;
using System.Diagnostics;

namespace Saccade.Cli.Doctor;

/// <summary>Whether ffmpeg is on the PATH, and which one.</summary>
/// <param name="Version">As ffmpeg says it, such as <c>5.1.6-0+deb12u1</c>; null when it is missing.</param>
internal sealed record FfmpegInstallation(string? Version)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static FfmpegInstallation Find()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-hide_banner", "-loglevel", "error", "-version"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var first = process.StandardOutput.ReadLine() ?? "";
            process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(Patience))
                process.Kill();
            var words = first.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return new FfmpegInstallation(words is ["ffmpeg", "version", var version, ..] ? version : first);
        }
        catch (Win32Exception)
        {
            return new FfmpegInstallation((string?)null); // not on the PATH, or not executable
        }
    }
}
