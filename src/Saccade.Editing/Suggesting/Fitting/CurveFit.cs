namespace Saccade.Editing.Suggesting.Fitting;

/// <summary>
/// Fits a curve of straight and held pieces with few knots to samples, so that it is within a tolerance of every one of them. Knots stand at samples; their values are
/// free, so that noise below the tolerance costs no knot. Letters: N samples, D dimensions that share their knots.
/// </summary>
/// <remarks>
/// A forward search over layers of knots. To be the k-th knot a sample needs a piece that comes from a (k-1)-th: a straight one that passes all windows between (see
/// <see cref="FeasibleLines"/>; the set of values it can arrive with is an interval), or a held one. Of several ways with equally many knots the one whose straight lines
/// from sample to sample are feasible and leave the smallest squares is kept, so that a curve without noise gets its own knots back.
/// </remarks>
internal sealed class CurveFit
{
    /// <summary>From how many knots of a layer the next is searched; spread evenly, the last always among them.</summary>
    private const int MostSearched = 32;

    private readonly double[] _times;
    private readonly double[][] _values;
    private readonly double _tolerance;
    private readonly int _samples;
    private readonly Way?[] _ways;

    private CurveFit(double[] times, double[][] values, double tolerance)
    {
        (_times, _values, _tolerance, _samples) = (times, values, tolerance, times.Length);
        _ways = new Way?[_samples];
    }

    /// <param name="times">(N): growing.</param>
    /// <param name="values">(D, N)</param>
    /// <param name="tolerance">How far off the curve may be.</param>
    public static FittedCurve Of(double[] times, double[][] values, double tolerance) => new CurveFit(times, values, tolerance).Fit();

    private FittedCurve Fit()
    {
        var all = Windows(0, _samples);
        if (!all.Any(w => w.IsEmpty))
            return new([.. all.Select((w, d) => w.Nearest(Middle(d, 0, _samples)))], []);
        var layer = FirstLayer();
        while (Last(layer) is null)
        {
            var next = new SortedSet<int>();
            foreach (var knot in Searched(layer))
                Search(knot, next);
            layer = [.. next];
        }
        return new([], Knots(Last(layer)!.Value));
    }

    /// <summary>Samples up to which the curve can stand still.</summary>
    private List<int> FirstLayer()
    {
        var layer = new List<int>();
        var held = All();
        for (var i = 0; i < _samples; i++)
        {
            held = [.. held.Select((h, d) => h.And(Window(d, i)))];
            if (held.Any(h => h.IsEmpty))
                break;
            _ways[i] = new Way(-1, false, held, Holds(held, i), 0);
            layer.Add(i);
        }
        return layer;
    }

    /// <summary>The knot after which the curve can stand still to the end, by the best way; null where none can.</summary>
    private int? Last(List<int> layer)
    {
        int? last = null;
        Way? best = null;
        foreach (var knot in layer)
        {
            if (Windows(knot + 1, _samples).Zip(_ways[knot]!.Range).Any(w => w.First.And(w.Second).IsEmpty))
                continue;
            var way = _ways[knot]! with { Squares = _ways[knot]!.Squares + Squares(knot, _samples) };
            if (best is null || way.IsBetterThan(best))
                (last, best) = (knot, way);
        }
        return last;
    }

    private static IEnumerable<int> Searched(List<int> layer) => layer.Count <= MostSearched ? layer
        : Enumerable.Range(1, MostSearched).Select(i => layer[(int)((long)i * layer.Count / MostSearched) - 1]);

    /// <summary>Every sample that one piece from a knot reaches.</summary>
    private void Search(int from, SortedSet<int> layer)
    {
        var way = _ways[from]!;
        var held = (ValueRange[])way.Range.Clone();
        var lines = way.Range.Select(r => new FeasibleLines(_times[from], r)).ToArray();
        var chords = _values.Select(v => new Chords(_times[from], v[from])).ToArray();
        var (isHoldable, isStraight) = (true, true);
        for (var i = from + 1; i < _samples && (isHoldable || isStraight); i++)
        {
            for (var d = 0; d < lines.Length; d++)
            {
                lines[d].Through(_times[i], Window(d, i));
                isStraight &= !lines[d].IsEmpty;
            }
            // A sample that fewer knots reach is not reached anew.
            if (_ways[i] is null || layer.Contains(i))
            {
                // Between neighbours a line and a jump are the same, and a jump leaves the next value free.
                if (isStraight && i > from + 1)
                    Offer(i, Straight(from, i, way, lines, chords), layer);
                if (isHoldable)
                    Offer(i, new Way(from, true, All(i), way.IsPlain && Holds(held, from), way.Squares + Squares(from, i)), layer);
            }
            for (var d = 0; d < chords.Length; d++)
            {
                chords[d].Add(_times[i], Window(d, i), _values[d][i]);
                held[d] = held[d].And(Window(d, i));
                isHoldable &= !held[d].IsEmpty;
            }
        }
    }

    private Way Straight(int from, int to, Way way, FeasibleLines[] lines, Chords[] chords)
    {
        var range = new ValueRange[lines.Length];
        var (isPlain, squares) = (way.IsPlain, way.Squares);
        for (var d = 0; d < lines.Length; d++)
        {
            range[d] = lines[d].At(_times[to]).And(Window(d, to));
            isPlain &= chords[d].Allows(_times[to], _values[d][to]);
            squares += chords[d].Squares(_times[to], _values[d][to]);
        }
        return new Way(from, false, range, isPlain, squares);
    }

    private bool Holds(ValueRange[] held, int from)
    {
        for (var d = 0; d < held.Length; d++)
        {
            if (held[d].Nearest(_values[d][from]) != _values[d][from])
                return false;
        }
        return true;
    }

    private void Offer(int sample, Way way, SortedSet<int> layer)
    {
        if (_ways[sample] is { } known && !way.IsBetterThan(known))
            return;
        if (way.Range.Any(r => r.IsEmpty))
            return;
        layer.Add(sample);
        _ways[sample] = way;
    }

    /// <summary>The knots on the way to the last one, their values from the end backwards: each as near to its samples as those behind it allow.</summary>
    private List<Knot> Knots(int last)
    {
        var knots = new List<Knot>();
        var values = new double[_values.Length];
        var tail = Windows(last + 1, _samples);
        for (var d = 0; d < values.Length; d++)
            values[d] = _ways[last]!.Range[d].And(tail[d]).Nearest(last == _samples - 1 ? _values[d][last] : Middle(d, last, _samples));
        knots.Add(new Knot(last, false, values));
        for (var to = last; _ways[to]!.From is >= 0 and var from; to = from)
        {
            var (way, after) = (_ways[to]!, knots[^1].Values);
            var between = Windows(from + 1, to);
            knots.Add(new Knot(from, way.IsHeld, [.. Enumerable.Range(0, _values.Length).Select(d => way.IsHeld
                ? _ways[from]!.Range[d].And(between[d]).Nearest(Middle(d, from, to))
                : Line(d, from, to).BeginningOf(_times[to], after[d]).Nearest(_values[d][from]))]));
        }
        knots.Reverse();
        return knots;
    }

    private FeasibleLines Line(int d, int from, int to)
    {
        var lines = new FeasibleLines(_times[from], _ways[from]!.Range[d]);
        for (var i = from + 1; i <= to; i++)
            lines.Through(_times[i], Window(d, i));
        return lines;
    }

    private ValueRange Window(int d, int sample) => ValueRange.Around(_values[d][sample], _tolerance);

    private ValueRange[] All(int? sample = null) => [.. _values.Select((_, d) => sample is { } i ? Window(d, i) : new ValueRange(double.NegativeInfinity, double.PositiveInfinity))];

    /// <summary>What is within the tolerance of all samples of a stretch.</summary>
    private ValueRange[] Windows(int first, int end) => [.. _values.Select(v =>
    {
        var range = new ValueRange(double.NegativeInfinity, double.PositiveInfinity);
        for (var i = first; i < end; i++)
            range = range.And(ValueRange.Around(v[i], _tolerance));
        return range;
    })];

    private double Middle(int d, int first, int end)
    {
        var sorted = _values[d][first..end];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    /// <summary>Of a stretch around its own middle value.</summary>
    private double Squares(int first, int end)
    {
        var sum = 0.0;
        for (var d = 0; d < _values.Length; d++)
        {
            var (one, two) = (0.0, 0.0);
            var zero = _values[d][first];
            for (var i = first; i < end; i++)
            {
                var v = _values[d][i] - zero;
                (one, two) = (one + v, two + (v * v));
            }
            sum += two - (one * one / (end - first));
        }
        return sum;
    }

    /// <summary>How a knot is reached.</summary>
    /// <param name="From">The knot before it; -1 for the first.</param>
    /// <param name="IsHeld">Whether the value of that one is held until here.</param>
    /// <param name="Range">(D): values that the knot can have.</param>
    /// <param name="IsPlain">Whether all knots up to here could have the values of their samples.</param>
    /// <param name="Squares">What straight lines between samples leave.</param>
    private sealed record Way(int From, bool IsHeld, ValueRange[] Range, bool IsPlain, double Squares)
    {
        public bool IsBetterThan(Way other) => IsPlain != other.IsPlain ? IsPlain : Squares < other.Squares;
    }
}
