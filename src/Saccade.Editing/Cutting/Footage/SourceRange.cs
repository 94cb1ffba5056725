using Saccade.Editing.Time;

namespace Saccade.Editing.Cutting.Footage;

/// <summary>A piece of a recording, in seconds on its clock.</summary>
public readonly record struct SourceRange(Rational Start, Rational End)
{
    /// <summary>The same moments in order and without overlaps; ranges that touch become one.</summary>
    public static IReadOnlyList<SourceRange> Merged(IEnumerable<SourceRange> ranges)
    {
        var merged = new List<SourceRange>();
        foreach (var range in ranges.Where(r => r.End > r.Start).OrderBy(r => r.Start))
        {
            if (merged.Count > 0 && range.Start <= merged[^1].End)
                merged[^1] = merged[^1] with { End = Rational.Max(merged[^1].End, range.End) };
            else
                merged.Add(range);
        }
        return merged;
    }

    /// <summary>(T): whether at least half of each step is in a range.</summary>
    /// <param name="ranges">In order, without overlaps.</param>
    /// <param name="steps">T</param>
    /// <param name="step">Seconds.</param>
    public static bool[] Steps(IReadOnlyList<SourceRange> ranges, int steps, Rational step)
    {
        var covered = new double[steps];
        foreach (var range in ranges)
        {
            var (start, end) = (range.Start.Value / step.Value, range.End.Value / step.Value);
            for (var i = Math.Max(0, (int)Math.Floor(Math.Min(start, steps))); i < steps && i < end; i++)
                covered[i] += Math.Min(end, i + 1) - Math.Max(start, i);
        }
        return Array.ConvertAll(covered, c => c >= 0.5 - 1e-9);
    }
}
