namespace Saccade.Studio.Pages.Tests;

/// <summary>The browser of this machine, and whether Studio's pages were built: without either there is nothing to test.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Null: there is none on PATH.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Why pages cannot be tested here; null: they can.</summary>
    public static string? Missing =>
        !typeof(Hosting.StudioServer).Assembly.GetManifestResourceNames().Contains("studio/index.html") ? "Studio's pages are not in this build, since npm was not found: ./test installs it where it may."
        : Path is null ? "chromium is not on PATH: ./test installs it where it may."
        : null;
}

