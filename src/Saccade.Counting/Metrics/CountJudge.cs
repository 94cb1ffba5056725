using Saccade.Counting.Geometry;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Training;

namespace Saccade.Counting.Metrics;

/// <summary>Turns what was said of an image into the sums and numbers that <see cref="CountingMetrics"/> are computed from.</summary>
internal static class CountJudge
{
    /// <summary>Radii at which points are things', in pixels of 384.</summary>
    public static IReadOnlyList<int> Radii { get; } = [5, 10, (int)CountingMetrics.Radius, 20];

    /// <summary>How near a place of a taught step is to be, in pixels of 384.</summary>
    public static IReadOnlyList<int> HitRadii { get; } = [5, 10, 20];

    /// <summary>Things that no point of a count stands for.</summary>
    public static int Missed(CountResult count, IReadOnlyList<PointPixels> truth) => truth.Count - PointMatching.Pairs(Places(count), truth, CountingMetrics.Radius).Count;

    public static SampleOutput Judge(CountRecord record)
    {
        var (count, stopping) = (record.Count, record.Stopping);
        var (points, truth) = (Places(count), record.Truth);
        var ratios = new Dictionary<string, Ratio>(StringComparer.Ordinal);
        var values = record.Values().ToDictionary(StringComparer.Ordinal);
        Counted(ratios, count, truth.Count);
        if (count.Reason == StopReason.NoPoints)
            return new SampleOutput { Id = record.Id, Ratios = ratios, Values = values };
        foreach (var radius in Radii)
        {
            var hits = PointMatching.Pairs(points, truth, radius).Count;
            // Who says a number without pointing points at nothing so often.
            ratios[PointScore.OfPoints(radius)] = new(hits, count.Count);
            ratios[PointScore.OfThings(radius)] = new(hits, truth.Count);
        }
        var pairs = PointMatching.Pairs(points, truth, CountingMetrics.Radius);
        ratios[CountingMetrics.Misses] = new(truth.Count - pairs.Count, truth.Count);
        ratios[CountingMetrics.Duplicates] = new(PointMatching.Duplicates(points, truth, CountingMetrics.Radius, pairs).Count(), points.Length);
        // A missed thing is an error too: leaving it out would reward pointing at easy things alone.
        values[CountingMetrics.PixelErrors] = [.. pairs.Select(p => (float)p.Distance), .. Enumerable.Repeat((float)CountingMetrics.Radius, truth.Count - pairs.Count)];
        if (record.Trace is { } trace)
        {
            Ended(ratios, values, trace, count, truth.Count, pairs, stopping);
            Taught(ratios, values, record, stopping);
        }
        return new SampleOutput { Id = record.Id, Ratios = ratios, Values = values };
    }

    /// <summary>How many steps too late a count stopped: points after the last that stands for a thing; or, below 0, how many things were left.</summary>
    public static int StopError(CountRecord record) => StopError(record.Count, record.Truth.Count, PointMatching.Pairs(Places(record.Count), record.Truth, CountingMetrics.Radius));

    private static int StopError(CountResult count, int things, IReadOnlyList<PointPair> pairs) =>
        pairs.Count < things ? pairs.Count - things : count.Count - pairs.Select(p => p.Said + 1).DefaultIfEmpty(0).Max();

    private static void Counted(Dictionary<string, Ratio> ratios, CountResult count, int things)
    {
        double error = count.Count - things, off = Math.Abs(error);
        ratios[CountingMetrics.Exact] = One(off == 0);
        ratios[CountingMetrics.MeanError] = new(off, 1);
        ratios[CountingMetrics.RootError] = new(off * off, 1);
        ratios[CountingMetrics.Bias] = new(error, 1);
        foreach (var most in CountingMetrics.WithinThings)
            ratios[CountingMetrics.Within(most)] = One(off <= most);
        foreach (var percent in CountingMetrics.WithinPercents)
            ratios[CountingMetrics.WithinPercent(percent)] = One(100 * off <= percent * things);
        if (count.Reason == StopReason.NoPoints)
            return;
        ratios[CountingMetrics.Finished] = One(count.Reason == StopReason.NoMore);
    }

    /// <summary>Where it stopped, and how sure it was of that at each of its own steps.</summary>
    private static void Ended(
        Dictionary<string, Ratio> ratios, Dictionary<string, IReadOnlyList<float>> values, CountTrace trace, CountResult count, int things, IReadOnlyList<PointPair> pairs, CountStopping stopping)
    {
        var late = StopError(count, things, pairs);
        // The first step at which nothing was left; beyond the last where something was missed.
        var end = count.Count - (late < 0 ? -1 : late);
        ratios[CountingMetrics.StopError] = new(Math.Abs(late), 1);
        ratios[CountingMetrics.StoppedEarly] = One(late < 0);
        ratios[CountingMetrics.StoppedLate] = One(late > 0);
        ratios[CountingMetrics.MissedObjects] = new(things - pairs.Count, 1);
        if (count.Missed is { } missed)
            ratios[CountingMetrics.MissedExpected] = new(missed, 1);
        var own = trace.Ends.Take(count.Count + 1).Select((e, k) => (IsEnd: k >= end, Done: (float)LogOdds.Probability(e + stopping.Prior))).ToLookup(s => s.IsEnd, s => s.Done);
        (values[CountingMetrics.OwnDoneAtEnd], values[CountingMetrics.OwnDoneBefore]) = ([.. own[true]], [.. own[false]]);
    }

    /// <summary>What was said at taught steps: how near the next thing, and anything that is left, and of the end.</summary>
    private static void Taught(Dictionary<string, Ratio> ratios, Dictionary<string, IReadOnlyList<float>> values, CountRecord record, CountStopping stopping)
    {
        var (truth, taught) = (record.Truth, record.Taught);
        var before = taught.Where(t => t.Visited < truth.Count).ToArray();
        float[] next = [.. before.Select(t => (float)t.Place.DistanceTo(truth[t.Visited]))], any = [.. before.Select(t => (float)truth.Skip(t.Visited).Min(t.Place.DistanceTo))];
        foreach (var radius in HitRadii)
        {
            ratios[CountingMetrics.NextHit(radius)] = new(next.Count(d => d <= radius), next.Length);
            ratios[CountingMetrics.AnyHit(radius)] = new(any.Count(d => d <= radius), any.Length);
        }
        (values[CountingMetrics.NextErrors], values[CountingMetrics.AnyErrors]) = (next, any);
        var done = taught.Select(t => (IsEnd: t.Visited == truth.Count, Odds: t.End + stopping.Prior)).ToArray();
        var right = done.Count(d => d.IsEnd && d.Odds >= 0);
        ratios[CountingMetrics.DonePrecision] = new(right, done.Count(d => d.Odds >= 0));
        ratios[CountingMetrics.DoneRecall] = new(right, done.Count(d => d.IsEnd));
        (values[CountingMetrics.DoneAtEnd], values[CountingMetrics.DoneBefore]) = (Probabilities(isEnd: true), Probabilities(isEnd: false));

        float[] Probabilities(bool isEnd) => [.. done.Where(d => d.IsEnd == isEnd).Select(d => (float)LogOdds.Probability(d.Odds))];
    }

    private static Ratio One(bool isSo) => new(isSo ? 1 : 0, 1);

    private static PointPixels[] Places(CountResult count) => [.. count.Points.Select(p => p.Place)];
}
