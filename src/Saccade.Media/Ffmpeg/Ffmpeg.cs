namespace Saccade.Media;

/// <summary>Finds the programs of ffmpeg on PATH. Everything but PNG is read and written through them.</summary>
public static class Ffmpeg
{
    private static readonly TimeSpan VersionTimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>True when both <c>ffmpeg</c> and <c>ffprobe</c> are on PATH.</summary>
    public static bool IsInstalled => Locate("ffmpeg", SearchPath) is not null && Locate("ffprobe", SearchPath) is not null;

    private static string? SearchPath => Environment.GetEnvironmentVariable("PATH");

    /// <summary>The first line of <c>ffmpeg -version</c>, for example "ffmpeg version 5.1.9 Copyright ...".</summary>
    /// <exception cref="MediaException">ffmpeg is not installed or does not start.</exception>
    public static string Version()
    {
        using var process = new FfmpegProcess("ffmpeg", ["-version"], "ffmpeg", VersionTimeLimit);
        string text = process.ReadAllText();
        process.Finish();
        return text.Split('\n')[0].TrimEnd();
    }

    /// <summary>The full path of <c>ffmpeg</c> or <c>ffprobe</c>.</summary>
    /// <exception cref="MediaException">It is not on PATH.</exception>
    internal static string Require(string program) => Require(program, SearchPath);

    internal static string Require(string program, string? searchPath) =>
        Locate(program, searchPath) ?? throw new MediaException(
            program,
            "not found on PATH, and all videos and all pictures but PNG need it: install ffmpeg "
            + "(Debian and Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg)");

    private static string? Locate(string program, string? searchPath)
    {
        string file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
