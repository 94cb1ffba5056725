using System.Globalization;
using System.Text;
using System.Text.Json;
using Saccade.Editing.Content;
using Saccade.Editing.Corpora;
using Saccade.Editing.Formats;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Import;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Grid.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Footage;

/// <summary>
/// Makes a set of cut footage out of finished timelines: of each recording that one shows, the features and what is kept, by the <c>in</c> and <c>out</c> of its clips. Timelines
/// whose recordings cannot be found are left out and named, here and in <c>import.log</c>. Projects are told apart as by <see cref="TimelineImport"/>, and a recording's timelines are one project.
/// </summary>
public static class FootageImport
{
    // Steps by which sound, picture and timeline may differ in length.
    private const int Slack = 5;

    /// <param name="request">What, and how.</param>
    /// <param name="progress">Told how many files are done.</param>
    /// <param name="cancellation">Stops between two files; nothing is written then.</param>
    /// <exception cref="ArgumentException">There are too few independent projects for the split.</exception>
    /// <exception cref="MediaException">No timeline can be used, or the folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static FootageImportResult Make(FootageImportRequest request, IProgress<int>? progress, CancellationToken cancellation)
    {
        var files = TimelineImport.Files(request.Timelines);
        var search = new FootageSearch(request.Media);
        var (taken, leftOut, missing) = (new List<Cut>(), new List<LeftOutGrid>(), new List<LeftOutGrid>());
        foreach (var (done, (path, name)) in files.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                taken.AddRange(Read(path, name, request, search, leftOut, missing, cancellation));
            }
            catch (Exception unusable) when (unusable is TimelineException or MediaException)
            {
                leftOut.Add(new(path, unusable.Message, IsUnreadable: true));
            }
            progress?.Report(done + 1);
        }
        foreach (var same in taken.GroupBy(t => t.Identity, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
            leftOut.Add(new(same.File, $"'{GridTable.Shown(same.Grid.VideoId)}' is the same as another timeline", IsUnreadable: false));
        taken = [.. taken.DistinctBy(t => t.Identity, StringComparer.Ordinal)];
        if (taken.Count == 0)
            throw new MediaException(request.Timelines[0], $"none of {files.Count} files can be used; the first: {leftOut[0].Cause}");
        var (projects, twins) = ProjectJoin.Of([.. taken.Select(t => (t.Grid, t.Shared))]);
        var result = new FootageImportResult(files.Count, leftOut, missing, twins);
        Write(request, taken, projects, result);
        return result;
    }

    /// <summary>The timelines of a file of which at least one recording is there.</summary>
    private static IEnumerable<Cut> Read(string path, string name, FootageImportRequest request, FootageSearch search, List<LeftOutGrid> leftOut, List<LeftOutGrid> missing, CancellationToken cancellation)
    {
        var project = TimelineFormats.Read(path, request.Reading);
        var truth = File.Exists(SampleTruth.Beside(path)) ? SampleTruth.Read(SampleTruth.Beside(path)) : null;
        foreach (var (i, sequence) in project.Sequences.Index())
        {
            var id = i == 0 ? name : $"{name}#{i + 1}";
            var grid = TimelineSampler.Sample(project, sequence, id, SamplingOptions.Default);
            var shown = ShownFootage.Of(project, sequence);
            var (footage, shared, causes) = (new List<CutFootage>(), new List<string> { $"file {path}", $"source {grid.Project}" }, new List<LeftOutGrid>());
            foreach (var media in project.Media.Where(m => shown.ContainsKey(m.Id) && FootageSearch.IsFootage(m)))
            {
                var (found, features, cause) = search.Find(path, media, cancellation);
                // Features of another recording, or of an earlier state of this one, would be taken for what was dropped.
                if (features is not null && shown[media.Id] is [.., var last] && last.End > (features.Steps + Slack) * ContentFeatures.Step)
                {
                    cause = FormattableString.Invariant($"{found}: ends after {(features.Steps * ContentFeatures.Step).Value:0.#} s, and the timeline shows it until {last.End.Value:0.#} s: it is another recording, or its features are old ('saccade edit features' measures it again)");
                    features = null;
                }
                if (features is null)
                {
                    causes.Add(new($"{path}: {media.Name}", cause!, IsUnreadable: found is not null));
                    continue;
                }
                shared.Add($"recording {Path.GetFullPath(found!)}");
                footage.Add(new CutFootage
                {
                    Id = $"{id}/{FootageSearch.NameOf(media)}",
                    Project = "",
                    Split = Split.Train,
                    Features = features,
                    Kept = shown[media.Id],
                    // A corpus knows of its first recording what its rule keeps.
                    KeptByRule = i == 0 && footage.Count == 0 && truth is { KeptByRule.Count: > 0 } ? [.. truth.KeptByRule.Select(k => new SourceRange(k[0] * ContentFeatures.Step, k[1] * ContentFeatures.Step))] : null,
                });
            }
            if (footage.Count > 0)
            {
                missing.AddRange(causes);
                yield return new Cut(grid, path, footage, shared);
            }
            else
            {
                leftOut.Add(new(path, causes.Count > 0 ? $"'{GridTable.Shown(id)}' has no recording that is there: {causes[0].Cause}" : $"'{GridTable.Shown(id)}' shows no recording", IsUnreadable: false));
            }
        }
    }

    private static void Write(FootageImportRequest request, List<Cut> cuts, string[] projects, FootageImportResult result)
    {
        var splits = request.Split.Of([.. projects.Distinct(StringComparer.Ordinal)], request.Seed);
        var footage = cuts.Index().SelectMany(c => c.Item.Footage.Select(f => f with { Project = projects[c.Index], Split = splits[projects[c.Index]] })).DistinctBy(f => f.Id, StringComparer.Ordinal).ToArray();
        FootageSet.Write(request.Out, footage, JsonSerializer.SerializeToElement(new { result.Files, Split = request.Split.ToString(), request.Seed, LeftOut = result.LeftOut.Count, Missing = result.Missing.Count }, RunJson.Line));
        var log = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{result.Files} files, {cuts.Count} timelines, {footage.Length} recordings, {result.LeftOut.Count} left out, {result.Missing.Count} recordings missing\n");
        foreach (var left in result.LeftOut)
            log.Append(CultureInfo.InvariantCulture, $"left out: {left}\n");
        foreach (var left in result.Missing)
            log.Append(CultureInfo.InvariantCulture, $"missing: {left}\n");
        foreach (var (first, second) in result.Twins)
            log.Append(CultureInfo.InvariantCulture, $"nearly the same, in one part: {first}, {second}\n");
        AtomicFile.WriteText(Path.Combine(request.Out, ImportLog.File), log.ToString());
    }

    /// <summary>A timeline with its footage.</summary>
    /// <param name="Grid">By which it is told from others.</param>
    /// <param name="File">Where it is from.</param>
    /// <param name="Footage">Project and split are still to be dealt.</param>
    /// <param name="Shared">What it may have in common with others; those that have are of one project.</param>
    private sealed record Cut(TimelineGrid Grid, string File, IReadOnlyList<CutFootage> Footage, IReadOnlyList<string> Shared)
    {
        /// <summary>Equal for timelines that keep the same of the same recordings.</summary>
        public string Identity { get; } = string.Join('|', Shared.Where(s => s.StartsWith("recording ", StringComparison.Ordinal)).Concat(Footage.SelectMany(f => f.Kept).Select(k => $"{k.Start}-{k.End}")));
    }
}
