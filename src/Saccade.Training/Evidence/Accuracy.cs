namespace Saccade.Training;

/// <summary><c>accuracy</c>: the share of samples whose predicted class is the true one; of units, where samples have some.</summary>
public sealed class Accuracy : IMetric
{
    public string Name => "accuracy";
    public string Meaning => "the share of samples whose class is right";
    public bool HigherIsBetter => true;
    public bool IsClaim => true;
    public bool IsShare => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        var samples = Array.ConvertAll(outputs, CountOf);
        return counts =>
        {
            long right = 0, all = 0;
            for (var i = 0; i < samples.Length; i++)
                (all, right) = (all + ((long)counts[i] * samples[i].All), right + ((long)counts[i] * samples[i].Right));
            return all > 0 ? (double)right / all : double.NaN;
        };
    }

    private static (int All, int Right) CountOf(SampleOutput output)
    {
        if (output.Units is not { } units)
            return output.Label < 0 || output.Prediction < 0 ? (0, 0) : (1, output.Label == output.Prediction ? 1 : 0);
        var (all, right) = (0, 0);
        for (var i = 0; i < units.Count; i++)
        {
            var unit = units[i];
            if (unit.Label < 0 || unit.Prediction < 0)
                continue;
            all++;
            right += unit.Label == unit.Prediction ? 1 : 0;
        }
        return (all, right);
    }
}
