namespace Saccade.Training;

/// <summary>
/// Error of a forecast path of three-dimensional positions: <c>ade</c> is the mean distance over its frames, <c>fde</c> that of
/// its last frame; both averaged over samples. <c>ade_curved</c> and <c>fde_curved</c> are the same over those whose true path bends: on a straight one
/// a constant velocity is exact, and hides what it cannot do elsewhere.
/// </summary>
public sealed class PathError : IMetric
{
    // A path bends where its step changes by more than this share of itself; rounding changes a straight one's by a thousandth of that.
    private const double BendShare = 0.01;

    private readonly bool lastOnly;
    private readonly bool curvedOnly;

    private PathError(string name, bool lastOnly, bool curvedOnly)
    {
        Name = name;
        this.lastOnly = lastOnly;
        this.curvedOnly = curvedOnly;
    }

    public static PathError Average { get; } = new("ade", lastOnly: false, curvedOnly: false);
    public static PathError Final { get; } = new("fde", lastOnly: true, curvedOnly: false);
    public static PathError AverageCurved { get; } = new("ade_curved", lastOnly: false, curvedOnly: true);
    public static PathError FinalCurved { get; } = new("fde_curved", lastOnly: true, curvedOnly: true);

    public string Name { get; }
    public string Meaning =>
        (lastOnly ? "how far the last frame of the forecast lies from what then happened" : "how far the forecast of the frames to come lies from what then happened, on average")
        + (curvedOnly ? ", on paths that bend" : "");
    public bool HigherIsBetter => false;
    public bool IsClaim => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs) => SampleMean.Over(outputs, ErrorOf);

    private double? ErrorOf(SampleOutput output)
    {
        var (truth, said) = (output.Path, output.PredictedPath);
        if (truth.Count < 3 || said.Count != truth.Count || (curvedOnly && !Bends(truth)))
            return null;
        var frames = truth.Count / 3;
        double error = 0;
        for (var frame = lastOnly ? frames - 1 : 0; frame < frames; frame++)
            error += Math.Sqrt(Distance.Squared(truth, said, frame * 3, 3));
        return lastOnly ? error : error / frames;
    }

    private static bool Bends(IReadOnlyList<float> path)
    {
        for (var at = 3; at + 5 < path.Count; at += 3)
        {
            double bend = 0, step = 0;
            for (var axis = at; axis < at + 3; axis++)
            {
                var before = (double)path[axis] - path[axis - 3];
                var after = (double)path[axis + 3] - path[axis];
                bend += (after - before) * (after - before);
                step += before * before;
            }
            if (bend > BendShare * BendShare * step)
                return true;
        }
        return false;
    }
}
