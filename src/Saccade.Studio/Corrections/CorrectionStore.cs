using System.Text.Json.Nodes;
using Saccade.Studio.Runs;
using Saccade.Studio.Serving;

namespace Saccade.Studio.Corrections;

/// <summary>Images that a run counted and what a person found wrong with their counts, below <c>.studio/corrections/RUN</c>. Images lie there under names of ours.</summary>
internal sealed class CorrectionStore(StudioFolder folder, Action<string> tell)
{
    private const string List = "corrections.json";
    private const int MostImages = 1000;

    private readonly Lock gate = new();

    /// <summary>Where the images of a run lie.</summary>
    public string ImagesOf(string run) => folder[Path.Combine("corrections", run, "images")];

    public IReadOnlyList<CorrectedImage> Of(string run)
    {
        lock (gate)
            return folder.Read<List<CorrectedImage>>(Path.Combine("corrections", run, List), tell) ?? [];
    }

    /// <summary>Keeps an image and its correction, in place of what was kept of one of that name.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="name">What the client calls the image.</param>
    /// <param name="image">The file, of a known format; is moved.</param>
    /// <param name="correction">See docs/counting.md.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ProblemException">There are too many, or nothing can be written (409).</exception>
    public CorrectedImage Keep(string run, string name, string image, JsonObject correction, DateTimeOffset now)
    {
        folder.RequireWritable();
        lock (gate)
        {
            var images = Of(run).ToList();
            var before = images.Find(i => i.Name == name);
            if (before is null && images.Count >= MostImages)
                throw new ProblemException(409, $"{MostImages} images of this run are corrected already; learn from them");
            var stem = before is null ? $"image-{images.Select(i => i.Number).DefaultIfEmpty(0).Max() + 1:0000}" : Path.GetFileNameWithoutExtension(before.File);
            var kept = new CorrectedImage(name, stem + Path.GetExtension(image), correction, now);
            Directory.CreateDirectory(ImagesOf(run));
            if (before is not null)
                File.Delete(Path.Combine(ImagesOf(run), before.File));
            File.Move(image, Path.Combine(ImagesOf(run), kept.File), overwrite: true);
            images.RemoveAll(i => i.Name == name);
            images.Add(kept);
            folder.Write(Path.Combine("corrections", run, List), images);
            return kept;
        }
    }

    /// <summary>Writes the corrections as <c>count --corrections</c> reads them.</summary>
    /// <returns>The file.</returns>
    public string WriteFor(string run, string job)
    {
        var name = Path.Combine("corrections", run, $"{job}.json");
        folder.Write(name, new JsonObject(Of(run).Select(i => KeyValuePair.Create(i.File, (JsonNode?)i.Correction.DeepClone()))));
        return folder[name];
    }
}

/// <summary>One of them.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="File">Its name among the run's images.</param>
/// <param name="Correction">What is wrong with its count.</param>
/// <param name="Saved">When.</param>
internal sealed record CorrectedImage(string Name, string File, JsonObject Correction, DateTimeOffset Saved)
{
    internal int Number => int.TryParse(File.AsSpan(File.IndexOf('-') + 1, 4), out var number) ? number : 0;
}
