namespace Saccade.Report.Charts;

/// <summary>Equal distances for equal differences; begins and ends on round numbers, with three to seven ticks.</summary>
public sealed class LinearAxis : Axis
{
    private const int AboutTicks = 5;
    private readonly double _low;
    private readonly double _high;

    public LinearAxis(double low, double high)
    {
        if (high <= low)
        {
            var margin = low == 0 ? 1 : Math.Abs(low) * 0.1;
            (low, high) = (low - margin, high + margin);
        }
        var step = RoundStep((high - low) / AboutTicks);
        _low = Math.Floor(low / step + 1e-9) * step;
        _high = Math.Ceiling(high / step - 1e-9) * step;
        var count = (int)Math.Round((_high - _low) / step);
        // Rounded to the step's own digits, so that 0.30000000000000004 is printed as 0.3.
        Ticks = [.. Enumerable.Range(0, count + 1).Select(i => Math.Round(_low + i * step, Math.Clamp(2 - (int)Math.Floor(Math.Log10(step)), 0, 15)))];
    }

    public override IReadOnlyList<double> Ticks { get; }

    public override double Place(double value) => (value - _low) / (_high - _low);

    // The next of 1, 2, 2.5, 5 and 10 times a power of ten.
    private static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 } * power;
    }
}
