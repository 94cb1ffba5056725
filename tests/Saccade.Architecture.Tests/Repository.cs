namespace Saccade.Architecture.Tests;

/// <summary>Where the sources are that these tests read.</summary>
internal static class Repository
{
    /// <summary>The folder of Saccade.slnx.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Saccade.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Saccade.slnx was not found above the test's folder.");
    }
}
