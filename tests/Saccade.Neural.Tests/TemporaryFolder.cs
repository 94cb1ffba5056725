namespace Saccade.Neural.Tests;

/// <summary>A new folder that is removed with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saccade-neural-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public string[] Files => Array.ConvertAll(_folder.GetFiles(), file => file.Name);

    public void Dispose() => _folder.Delete(recursive: true);
}
