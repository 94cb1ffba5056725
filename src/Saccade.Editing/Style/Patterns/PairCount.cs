namespace Saccade.Editing.Style.Patterns;

/// <summary>How often one series is followed by another within a window, in one timeline, and how often chance would have it.</summary>
internal static class PairCount
{
    /// <summary>Shifts by which the spread of chance is measured: evenly spaced, so that nothing is random.</summary>
    private const int Shifts = 40;

    /// <summary>For each time of <paramref name="first"/> the number of the next one of <paramref name="then"/>, or -1 where none follows within the window.</summary>
    /// <param name="early">How much earlier still counts as together, in seconds.</param>
    public static int[] Hits(double[] first, double[] then, double window, double early)
    {
        var hits = new int[first.Length];
        var j = 0;
        for (var i = 0; i < first.Length; i++)
        {
            while (j < then.Length && then[j] < first[i] - early)
                j++;
            hits[i] = j < then.Length && then[j] <= first[i] + window ? j : -1;
        }
        return hits;
    }

    /// <summary>The share of a timeline, closed to a ring, from which something follows within the window: exactly what a random shift would hit.</summary>
    public static double Coverage(double[] then, double window, double early, double duration)
    {
        if (window + early >= duration)
            return 1;
        var covered = 0.0;
        for (var i = 0; i < then.Length; i++)
        {
            // From where it is the next one: at most back to the one before, which on a ring is the last.
            var gap = then[i] - (i > 0 ? then[i - 1] : then[^1] - duration);
            covered += Math.Min(window + early, gap);
        }
        return covered / duration;
    }

    /// <summary>The variance of the number of hits over shifts around the ring. Regular series hit all at once or not at all.</summary>
    public static double Variance(double[] first, double[] then, double window, double early, double duration)
    {
        double sum = 0, squares = 0;
        for (var shift = 0; shift < Shifts; shift++)
        {
            var by = (shift + 0.5) / Shifts * duration;
            var hits = first.Count(t => Follows(then, (t + by) % duration, window, early, duration));
            sum += hits;
            squares += (double)hits * hits;
        }
        var mean = sum / Shifts;
        return (squares / Shifts) - (mean * mean);
    }

    private static bool Follows(double[] then, double time, double window, double early, double duration)
    {
        var at = Array.BinarySearch(then, time - early);
        var next = at >= 0 ? at : ~at;
        return (next < then.Length ? then[next] : then[0] + duration) <= time + window || then[^1] - duration >= time - early;
    }
}
