namespace Saccade.Studio.Serving;

/// <summary>A folder that nobody else can look into; disposing removes it with all that it holds.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private PrivateFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>In the system's folder for temporary files, of mode 0700 where there are modes.</summary>
    public static PrivateFolder Create() => new(Directory.CreateTempSubdirectory("saccade-serve-").FullName);

    /// <summary>One within this, for one request.</summary>
    public PrivateFolder Within() => new(Directory.CreateDirectory(System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N"))).FullName);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It goes with the service's own folder, or with the system's next clean-up; no request fails for it.
        }
    }
}
