using Saccade.Training;

namespace Saccade.Report;

/// <summary>A picture that a run drew after one of its epochs.</summary>
/// <param name="Epoch">The folder's name, such as <c>epoch-003</c>.</param>
/// <param name="Png">The file.</param>
public sealed record EpochPicture(string Epoch, byte[] Png)
{
    private const int MostBytes = 300 * 1024;

    /// <summary>One picture of the first epoch and one of the last that has any; larger ones than a page can bear are left out.</summary>
    public static IReadOnlyList<EpochPicture> FirstAndLast(RunFolder run)
    {
        if (!Directory.Exists(run.SamplesPath))
            return [];
        try
        {
            var files = Directory.GetDirectories(run.SamplesPath).Order(StringComparer.Ordinal)
                .Select(folder => Directory.GetFiles(folder, "*.png").Order(StringComparer.Ordinal).FirstOrDefault(f => new FileInfo(f).Length <= MostBytes)).OfType<string>().ToArray();
            return [.. files.Take(1).Union(files.TakeLast(1)).Select(f => new EpochPicture(Path.GetFileName(Path.GetDirectoryName(f))!, File.ReadAllBytes(f)))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return []; // a page without them is still a page
        }
    }
}
