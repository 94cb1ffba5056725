namespace Saccade.Editing.Cutting;

/// <summary>Steps of a recording, from a first to before an end.</summary>
internal readonly record struct StepRange(int First, int End)
{
    public int Count => End - First;

    /// <summary>The runs of steps that are kept.</summary>
    public static List<StepRange> Of(ReadOnlySpan<bool> kept)
    {
        var ranges = new List<StepRange>();
        var first = -1;
        for (var step = 0; step <= kept.Length; step++)
        {
            var isKept = step < kept.Length && kept[step];
            if (isKept && first < 0)
            {
                first = step;
            }
            else if (!isKept && first >= 0)
            {
                ranges.Add(new(first, step));
                first = -1;
            }
        }
        return ranges;
    }

    /// <summary>(T): which steps lie in a range.</summary>
    public static bool[] Steps(IEnumerable<StepRange> ranges, int steps)
    {
        var kept = new bool[steps];
        foreach (var range in ranges)
            kept.AsSpan(range.First, range.Count).Fill(true);
        return kept;
    }

    /// <summary>The ranges between these.</summary>
    public static IEnumerable<StepRange> Between(IReadOnlyList<StepRange> ranges, int steps)
    {
        var free = 0;
        foreach (var range in ranges)
        {
            if (range.First > free)
                yield return new(free, range.First);
            free = range.End;
        }
        if (free < steps)
            yield return new(free, steps);
    }
}
