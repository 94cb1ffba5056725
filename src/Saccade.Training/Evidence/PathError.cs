namespace Saccade.Training;

/// <summary>
/// Error of a forecast path of three-dimensional positions: <c>ade</c> is the mean distance over its frames, <c>fde</c> that of
/// its last frame; both averaged over samples.
/// </summary>
public sealed class PathError : IMetric
{
    private readonly bool lastOnly;

    private PathError(string name, bool lastOnly)
    {
        Name = name;
        this.lastOnly = lastOnly;
    }

    public static PathError Average { get; } = new("ade", lastOnly: false);
    public static PathError Final { get; } = new("fde", lastOnly: true);

    public string Name { get; }
    public bool HigherIsBetter => false;
    public bool IsClaim => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        double sum = 0;
        long all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var (truth, said) = (outputs[i].Path, outputs[i].PredictedPath);
            if (counts[i] == 0 || truth.Count < 3 || said.Count != truth.Count)
                continue;
            var frames = truth.Count / 3;
            double error = 0;
            for (var frame = lastOnly ? frames - 1 : 0; frame < frames; frame++)
                error += Math.Sqrt(Distance.Squared(truth, said, frame * 3, 3));
            sum += counts[i] * (lastOnly ? error : error / frames);
            all += counts[i];
        }
        return all > 0 ? sum / all : double.NaN;
    }
}
