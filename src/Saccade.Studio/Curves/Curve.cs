using System.Runtime.CompilerServices;

namespace Saccade.Studio.Curves;

/// <summary>One curve as it is drawn.</summary>
/// <param name="Name">See <see cref="SeriesNames"/>.</param>
/// <param name="X">Steps: of each bucket the middle one of its values.</param>
/// <param name="Y">The mean of the bucket's values; null where there is none.</param>
/// <param name="Low">The least of them, so that no spike gets lost.</param>
/// <param name="High">The greatest.</param>
internal sealed record Curve(string Name, IReadOnlyList<long> X, IReadOnlyList<double> Y, IReadOnlyList<double> Low, IReadOnlyList<double> High)
{
    /// <summary>Cuts the rows from <paramref name="from"/> to <paramref name="to"/> into buckets of equally many steps, or leaves them alone where they are few enough. NaN counts for nothing.</summary>
    public static Curve Of(string name, CurveTable table, int points, long from, long to)
    {
        var steps = table.Steps;
        var values = table.Values(name);
        var first = FirstFrom(steps, from);
        var count = (to == long.MaxValue ? steps.Length : FirstFrom(steps, to + 1)) - first;
        if (count <= 0)
            return new(name, [], [], [], []);
        steps = steps.Slice(first, count);
        values = values.Slice(first, count);
        if (count <= points)
            return new(name, steps.ToArray(), values.ToArray(), values.ToArray(), values.ToArray());
        var curve = (X: new List<long>(points), Y: new List<double>(points), Low: new List<double>(points), High: new List<double>(points));
        var width = (double)(steps[^1] - steps[0] + 1) / points;
        for (int start = 0, end; start < count; start = end)
        {
            end = EndOf(steps, start, width);
            var (mean, low, high) = Summary(values[start..end]);
            curve.X.Add(steps[(start + end - 1) / 2]);
            curve.Y.Add(mean);
            curve.Low.Add(low);
            curve.High.Add(high);
        }
        return new(name, curve.X, curve.Y, curve.Low, curve.High);
    }

    /// <summary>Where the bucket ends whose first row is given.</summary>
    private static int EndOf(ReadOnlySpan<long> steps, int start, double width)
    {
        var bucket = (long)((steps[start] - steps[0]) / width);
        var (low, high) = (start + 1, steps.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if ((long)((steps[middle] - steps[0]) / width) == bucket)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    // Compiled well from the first call on: that is when somebody waits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Mean, double Low, double High) Summary(ReadOnlySpan<double> values)
    {
        var (sum, known, low, high) = (0.0, 0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                continue;
            sum += value;
            known++;
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        return known == 0 ? (double.NaN, double.NaN, double.NaN) : (sum / known, low, high);
    }

    private static int FirstFrom(ReadOnlySpan<long> steps, long step)
    {
        var (low, high) = (0, steps.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (steps[middle] < step)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}

/// <summary>What a page draws.</summary>
/// <param name="Series">The curves that were asked for, as far as there are any.</param>
/// <param name="LastStep">Of the journal.</param>
/// <param name="Place">Where the journal had been read to: events that follow go on from there.</param>
internal sealed record CurveAnswer(IReadOnlyList<Curve> Series, long LastStep, string Place);
