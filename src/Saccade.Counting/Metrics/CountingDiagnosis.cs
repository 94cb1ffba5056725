using Saccade.Counting.Geometry;
using Saccade.Training;

namespace Saccade.Counting.Metrics;

/// <summary>
/// What is wrong with how a model counts, by name: <c>predictions_collapsed</c>, where it says the same whatever it sees (always one count, always one place, "no more" always or never). And, of every model that goes
/// step by step, <c>done_probabilities</c>: an earlier one never said "no more" with more than 0.57, which stood in no log.
/// </summary>
internal static class CountingDiagnosis
{
    private const int FewestImages = 10, Bins = 5;

    // How much of what is said must be alike, where what is true is not.
    private const double Alike = 0.9, TrulyAlike = 0.6;

    /// <param name="records">Of the images of one split.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<CountRecord> records)
    {
        var stepped = records.Where(r => r.Trace is not null).ToArray();
        string[] causes = stepped.Length < FewestImages ? [] : [.. new[] { OneCount(stepped), OnePlace(stepped), Done(stepped) }.OfType<string>()];
        if (causes.Length > 0)
            yield return new Finding("predictions_collapsed", string.Join("; ", causes));
        var taught = Taught(stepped).ToLookup(t => t.IsEnd, t => t.Done);
        if (taught[true].Any() || taught[false].Any())
            yield return new Finding("done_probabilities", $"of 'no more' at taught steps: {Histogram("with nothing left", taught[true])}; {Histogram("before", taught[false])}");
    }

    private static string? OneCount(CountRecord[] records)
    {
        var said = records.GroupBy(r => r.Count.Count).MaxBy(g => g.Count())!;
        var truth = records.GroupBy(r => r.Truth.Count).Max(g => g.Count());
        return said.Count() >= Alike * records.Length && truth <= TrulyAlike * records.Length
            ? FormattableString.Invariant($"{100.0 * said.Count() / records.Length:0} % of images are said to hold {said.Key}, and at most {100.0 * truth / records.Length:0} % hold the same number of things")
            : null;
    }

    private static string? OnePlace(CountRecord[] records)
    {
        PointPixels[] said = [.. records.SelectMany(r => r.Taught.Where(t => t.Visited < r.Truth.Count).Select(t => t.Place))];
        if (said.Length < FewestImages)
            return null;
        var (spot, share) = Gathered(said);
        return share >= Alike && Gathered([.. records.SelectMany(r => r.Truth)]).Share <= TrulyAlike
            ? FormattableString.Invariant($"{100 * share:0} % of taught steps point at about one place, ({spot.X:0}, {spot.Y:0}) of {CountingMetrics.LongAxis:0}{(Math.Max(spot.X, spot.Y) <= CountingMetrics.Radius ? ", the corner" : "")}")
            : null;
    }

    private static string? Done(CountRecord[] records)
    {
        var taught = Taught(records).ToArray();
        var ends = taught.Count(t => t.IsEnd);
        if (ends == 0 || ends == taught.Length)
            return null;
        var said = taught.Count(t => t.Done >= 0.5);
        return said == 0
            ? FormattableString.Invariant($"'no more' is never said: its probability is at most {taught.Max(t => t.Done):0.00} at {taught.Length} taught steps, {ends} of them ends")
            : said == taught.Length ? FormattableString.Invariant($"'no more' is always said: its probability is at least {taught.Min(t => t.Done):0.00} at {taught.Length} taught steps, {ends} of them ends") : null;
    }

    /// <summary>The middle of places, and which share of them lies about it.</summary>
    private static (PointPixels Spot, double Share) Gathered(PointPixels[] places)
    {
        var middle = new PointPixels(places.Select(p => p.X).Order().ElementAt(places.Length / 2), places.Select(p => p.Y).Order().ElementAt(places.Length / 2));
        return (middle, (double)places.Count(p => p.DistanceTo(middle) <= CountingMetrics.Radius) / places.Length);
    }

    private static IEnumerable<(bool IsEnd, double Done)> Taught(IEnumerable<CountRecord> records) => records.SelectMany(r => r.Taught.Select(t => (t.Visited == r.Truth.Count, r.Done(t.End))));

    private static string Histogram(string steps, IEnumerable<double> probabilities)
    {
        var all = probabilities.ToArray();
        var bins = Enumerable.Range(0, Bins).Select(b => all.Count(p => Math.Min((int)(p * Bins), Bins - 1) == b));
        return all.Length == 0 ? $"{steps} there are none" : FormattableString.Invariant(
            $"{steps} ({all.Length}) {string.Join(", ", bins.Select((n, b) => FormattableString.Invariant($"{100.0 * n / all.Length:0} % {(double)b / Bins:0.0} to {(b + 1.0) / Bins:0.0}")))}");
    }
}
