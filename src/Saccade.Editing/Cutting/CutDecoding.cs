using Saccade.Editing.Content;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Cutting;

/// <summary>Makes clips of a score for each step (T): what reaches a threshold, shaped; or as much as a target length allows.</summary>
internal static class CutDecoding
{
    // A threshold between any two of so many quantiles makes no difference that anybody sees.
    private const int MostThresholds = 256;

    /// <param name="scores">(T)</param>
    /// <param name="threshold">Steps that reach it are kept.</param>
    /// <param name="shape">What becomes of short gaps and clips, and the margins.</param>
    public static List<StepRange> Decode(ReadOnlySpan<float> scores, double threshold, ClipShape shape)
    {
        var kept = new bool[scores.Length];
        for (var i = 0; i < kept.Length; i++)
            kept[i] = scores[i] >= threshold;
        return Shape(StepRange.Of(kept), kept.Length, shape);
    }

    /// <summary>The clips of the lowest threshold that are together no longer than a target; where those of the next one, without the weakest of them, come nearer, these.</summary>
    /// <param name="scores">(T)</param>
    /// <param name="target">Steps that may be kept; the result is never longer.</param>
    /// <param name="shape">As in <see cref="Decode"/>.</param>
    public static List<StepRange> DecodeTo(ReadOnlySpan<float> scores, int target, ClipShape shape)
    {
        List<StepRange> best = [];
        foreach (var threshold in Thresholds(scores))
        {
            var ranges = Decode(scores, threshold, shape);
            var isLonger = Total(ranges) > target;
            if (isLonger)
                ranges = WithoutWeakest(ranges, scores, target);
            if (Total(ranges) > Total(best))
                best = ranges;
            if (isLonger)
                break;
        }
        return best.Count > 0 || target <= 0 ? best : Strongest(scores, target);
    }

    /// <summary>Steps of a length in seconds, at most as many as a timeline can have.</summary>
    public static int Steps(double seconds) => (int)Math.Clamp(Math.Round(seconds / ContentFeatures.Step.Value), 0, TimelineGrid.MostSteps);

    /// <summary>The mean score of a range.</summary>
    public static double Mean(ReadOnlySpan<float> scores, StepRange range)
    {
        var sum = 0.0;
        foreach (var score in scores[range.First..range.End])
            sum += score;
        return sum / range.Count;
    }

    private static List<StepRange> Shape(List<StepRange> ranges, int steps, ClipShape shape)
    {
        var (before, after) = (Steps(shape.Before), Steps(shape.After));
        var clips = Joined(ranges, Steps(shape.Merge)).Where(r => r.Count >= Steps(shape.Shortest));
        return Joined(clips.Select(r => new StepRange(Math.Max(0, r.First - before), Math.Min(steps, r.End + after))), 1);
    }

    /// <summary>Ranges with gaps of fewer than so many steps become one.</summary>
    private static List<StepRange> Joined(IEnumerable<StepRange> ranges, int gap)
    {
        var joined = new List<StepRange>();
        foreach (var range in ranges)
        {
            if (joined.Count > 0 && range.First - joined[^1].End < Math.Max(gap, 1))
                joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, range.End) };
            else
                joined.Add(range);
        }
        return joined;
    }

    /// <summary>From the highest to the lowest.</summary>
    private static float[] Thresholds(ReadOnlySpan<float> scores)
    {
        var sorted = scores.ToArray().Distinct().OrderDescending().ToArray();
        var count = Math.Min(sorted.Length, MostThresholds);
        return [.. Enumerable.Range(0, count).Select(i => sorted[count < 2 ? 0 : (int)((long)i * (sorted.Length - 1) / (count - 1))])];
    }

    private static List<StepRange> WithoutWeakest(List<StepRange> ranges, ReadOnlySpan<float> scores, int target)
    {
        var means = new double[ranges.Count];
        for (var i = 0; i < means.Length; i++)
            means[i] = Mean(scores, ranges[i]);
        var (taken, total) = (new List<StepRange>(), 0);
        foreach (var i in Enumerable.Range(0, means.Length).OrderByDescending(i => means[i]).ThenBy(i => i))
        {
            if (total + ranges[i].Count > target)
                continue;
            taken.Add(ranges[i]);
            total += ranges[i].Count;
        }
        return [.. taken.OrderBy(r => r.First)];
    }

    /// <summary>Where every clip is longer than the target, the strongest piece of its length.</summary>
    private static List<StepRange> Strongest(ReadOnlySpan<float> scores, int target)
    {
        if (scores.Length == 0)
            return [];
        target = Math.Min(target, scores.Length);
        var (best, at, sum) = (double.NegativeInfinity, 0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            sum += scores[i] - (i >= target ? scores[i - target] : 0);
            if (i >= target - 1 && sum > best + 1e-9)
                (best, at) = (sum, i - target + 1);
        }
        return [new(at, at + target)];
    }

    private static int Total(List<StepRange> ranges) => ranges.Sum(r => r.Count);
}
