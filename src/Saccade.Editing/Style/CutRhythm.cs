using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>How fast an editor cuts, counted on the track that is on most.</summary>
/// <param name="Track">Its number, from 1.</param>
/// <param name="Cuts">Places where one shot follows another on it.</param>
/// <param name="CutsPerMinute">Of all projects together.</param>
/// <param name="MedianShotSeconds">Likewise.</param>
/// <param name="ShotSeconds">Lengths of all shots.</param>
/// <param name="Lengths">How many shots are how long.</param>
/// <param name="Course">Cuts a minute in each tenth of a timeline, from its beginning to its end.</param>
/// <param name="Kinds">What cuts lead to, the commonest first.</param>
/// <param name="UnseenCuts">Places where a clip was cut and goes on as before: no cuts to a viewer, and not counted.</param>
public sealed record CutRhythm(
    int Track, int Cuts, Interval CutsPerMinute, Interval MedianShotSeconds, Spread ShotSeconds, IReadOnlyList<ShotLengths> Lengths, IReadOnlyList<Interval> Course,
    IReadOnlyList<Usual<CutKind>> Kinds, int UnseenCuts)
{
    private const int Tenths = 10;

    /// <summary>Each range twice as long as the one before: rhythm is heard in ratios.</summary>
    private static readonly double[] Edges = [0, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];

    internal static CutRhythm Of(IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var main = MainTrack(projects);
        var shots = projects.Index().SelectMany(p => p.Item.Timelines.SelectMany(t => t.Track(main)?.Shots ?? []).Select(s => (Shot: s, p.Index))).ToArray();
        var cuts = projects.Select(p => (double)p.Timelines.Sum(t => t.Track(main)?.Shots.Count(s => s.Cut is not null) ?? 0)).ToArray();
        var minutes = projects.Select(p => p.Minutes).ToArray();
        return new CutRhythm(
            main,
            (int)cuts.Sum(),
            bootstrap.OfRatio(cuts, minutes),
            bootstrap.OfMedian(shots.Select(s => (s.Shot.Length, s.Index))),
            Spread.Of(shots.Select(s => s.Shot.Length)),
            Ranges([.. shots.Select(s => s.Shot.Length)]),
            [.. Enumerable.Range(0, Tenths).Select(tenth => bootstrap.OfRatio([.. projects.Select(p => p.Timelines.Sum(t => CutsIn(t, main, tenth)))], [.. minutes.Select(m => m / Tenths)]))],
            Usuals.Of(shots.Where(s => s.Shot.Cut is not null).Select(s => s.Shot.Cut!.Value), Enum.GetValues<CutKind>().Length),
            projects.Sum(p => p.Timelines.Sum(t => t.Track(main) is { } track ? track.Clips.Count - track.Shots.Count : 0)));
    }

    /// <summary>The track that is on for the longest time; of equal ones the lowest.</summary>
    private static int MainTrack(IReadOnlyList<EditedProject> projects) => projects.SelectMany(p => p.Timelines).SelectMany(t => t.Tracks)
        .GroupBy(t => t.Number).OrderByDescending(g => g.Sum(t => t.SecondsOn)).ThenBy(g => g.Key).First().Key;

    private static double CutsIn(EditedTimeline timeline, int track, int tenth) =>
        timeline.Track(track)?.Shots.Count(s => s.Cut is not null && Math.Min((int)(s.Start / timeline.Duration * Tenths), Tenths - 1) == tenth) ?? 0;

    private static ShotLengths[] Ranges(double[] lengths) => [.. Edges.Select((low, i) =>
    {
        double? high = i + 1 < Edges.Length ? Edges[i + 1] : null;
        var count = lengths.Count(l => l >= low && (high is null || l < high));
        return new ShotLengths(low, high, count, (double)count / lengths.Length);
    })];
}

/// <summary>Shots of a range of lengths.</summary>
/// <param name="From">In seconds.</param>
/// <param name="To">In seconds, itself left out; null: and longer.</param>
/// <param name="Shots">How many.</param>
/// <param name="Share">Of all shots.</param>
public sealed record ShotLengths(double From, double? To, int Shots, double Share);
