using Saccade.Training;

namespace Saccade.Editing.Judging;

/// <summary>
/// <c>boundary_ece</c>: whether the confidence in announced boundaries means what it says: how far it lies from how often the announced cell is right, on average, over ten equal bins of confidence
/// (expected calibration error; Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017). What stays as it was is nearly always right and says nothing.
/// </summary>
internal sealed class AnnouncedConfidence : IMetric
{
    private const int Bins = 10;

    private static readonly string[] Right = [.. Enumerable.Range(0, Bins).Select(b => FormattableString.Invariant($"announced_right_{b}"))];
    private static readonly string[] Sure = [.. Enumerable.Range(0, Bins).Select(b => FormattableString.Invariant($"announced_sure_{b}"))];

    public string Name => "boundary_ece";
    public string Meaning => "how far the confidence in announced boundaries lies from how often they are right, on average";
    public bool HigherIsBetter => false;
    public bool IsClaim => false;

    /// <summary>What one announced boundary adds to a sample's ratios.</summary>
    public static IEnumerable<(string Name, double Sum)> Of(double confidence, bool isRight)
    {
        var bin = Math.Clamp((int)(confidence * Bins), 0, Bins - 1);
        yield return (Right[bin], isRight ? 1 : 0);
        yield return (Sure[bin], Math.Clamp(confidence, 0, 1));
    }

    /// <summary>The bins that hold something.</summary>
    public static IReadOnlyList<ReliabilityBin> Of(IReadOnlyList<SampleOutput> outputs)
    {
        var once = Enumerable.Repeat(1, outputs.Count).ToArray();
        return [.. RatiosOf(outputs).Select((bin, b) => (Bin: b, Right: bin.Right.Of(once), Sure: bin.Sure.Of(once))).Where(b => b.Right.Count > 0)
            .Select(b => new ReliabilityBin(b.Bin / (double)Bins, (b.Bin + 1) / (double)Bins, (int)b.Right.Count, b.Sure.Sum / b.Sure.Count, b.Right.Sum / b.Right.Count))];
    }

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        var bins = RatiosOf(outputs);
        return counts =>
        {
            double sum = 0, all = 0;
            foreach (var bin in bins)
            {
                var right = bin.Right.Of(counts);
                sum += Math.Abs(right.Sum - bin.Sure.Of(counts).Sum);
                all += right.Count;
            }
            return all > 0 ? sum / all : double.NaN;
        };
    }

    private static (SummedRatio Right, SummedRatio Sure)[] RatiosOf(IReadOnlyList<SampleOutput> outputs) => [.. Right.Zip(Sure, (right, sure) => (new SummedRatio(right, outputs), new SummedRatio(sure, outputs)))];
}
