namespace Saccade.Report.Charts;

/// <summary>Equal distances for equal ratios; ticks at 1, 2 and 5 times powers of ten, or at the powers alone over a wide range.</summary>
public sealed class LogarithmicAxis : Axis
{
    private const int WideDecades = 3;
    private readonly double _low;
    private readonly double _high;

    /// <param name="low">Positive.</param>
    /// <param name="high">At least <paramref name="low"/>.</param>
    public LogarithmicAxis(double low, double high)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(low)) - 1, (int)Math.Ceiling(Math.Log10(high)) + 1);
        double[] marks = last - first - 2 > WideDecades ? [1] : [1, 2, 5];
        var candidates = Enumerable.Range(first, last - first + 1).SelectMany(power => marks.Select(m => m * Math.Pow(10, power))).ToArray();
        var begin = Array.FindLastIndex(candidates, c => c <= low * (1 + 1e-9));
        var end = Array.FindIndex(candidates, c => c >= high * (1 - 1e-9));
        if (begin == end)
            end++;
        Ticks = candidates[begin..(end + 1)];
        (_low, _high) = (Math.Log(Ticks[0]), Math.Log(Ticks[^1]));
    }

    public override IReadOnlyList<double> Ticks { get; }

    public override double Place(double value) => (Math.Log(value) - _low) / (_high - _low);
}
