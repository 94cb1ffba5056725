using System.Globalization;
using System.Text.Json;
using Saccade.Editing.Content;
using Saccade.Editing.Formats;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Corpora;

/// <summary>
/// A corpus of xmeml files from editors with known habits, two of them by turns: of each sample the timeline (<c>.xml</c>), the content on its clock
/// (<see cref="ContentFeatures"/>), that of the recording on the recording's clock (<see cref="ContentFeatures.OfSource"/>) and the truth (<see cref="SampleTruth"/>). <c>corpus.json</c> is written last.
/// </summary>
public static class TimelineCorpus
{
    public const string IndexFile = "corpus.json";

    private const int Most = 1_000_000;

    /// <summary>The name of a sample without extension.</summary>
    public static string Name(int sample) => string.Create(CultureInfo.InvariantCulture, $"project-{sample:D5}");

    /// <param name="folder">New or empty.</param>
    /// <param name="samples">How many; a sample is the same whatever their number.</param>
    /// <param name="seed">Of all random numbers.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellation">Stops between two samples and removes what was written.</param>
    /// <exception cref="ArgumentException">There is no such number of samples.</exception>
    /// <exception cref="MediaException">The folder holds something, or cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Make(string folder, int samples, ulong seed, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (samples is < 1 or > Most)
            throw new ArgumentException($"{samples} samples cannot be made; 1 to {Most} can");
        NewFolder.Open(folder);
        var written = new List<string>();
        try
        {
            for (var sample = 0; sample < samples; sample++)
            {
                cancellation.ThrowIfCancellationRequested();
                var path = Path.Combine(folder, $"{Name(sample)}.xml");
                var source = ContentFeatures.OfSource(Path.Combine(folder, SampleProject.SourceFile(Name(sample))));
                written.AddRange([path, ContentFeatures.Beside(path), source, SampleTruth.Beside(path)]);
                var made = EditedSample.Make(seed, sample);
                if (TimelineFormats.Write(SampleProject.Of(made, Name(sample)), path) is [var loss, ..])
                    throw new TimelineException($"the corpus cannot be written as xmeml: {loss}", path);
                made.Content.Write(ContentFeatures.Beside(path));
                made.Source.Write(source);
                SampleTruth.Of(made, seed, sample).Write(SampleTruth.Beside(path));
                progress?.Report(sample + 1);
            }
            AtomicFile.WriteText(Path.Combine(folder, IndexFile), JsonSerializer.Serialize(new { Format = "saccade-timelines", Version = 1, Samples = samples, Seed = seed, Editors = Editor.All.Select(e => e.Name) }, RunJson.Indented));
        }
        catch
        {
            foreach (var path in written)
                File.Delete(path);
            throw;
        }
    }
}
