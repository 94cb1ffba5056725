namespace Saccade.Training;

/// <summary><c>position_rms</c>: the root of the mean squared distance between predicted and true position, in the positions' unit.</summary>
public sealed class PositionRms : IMetric
{
    public string Name => "position_rms";
    public string Meaning => "how far the predicted position lies from the true one (root mean square, in the data's unit of length)";
    public bool HigherIsBetter => false;
    public bool IsClaim => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        double sum = 0;
        long all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var (truth, said) = (outputs[i].Position, outputs[i].PredictedPosition);
            if (counts[i] == 0 || truth.Count == 0 || said.Count != truth.Count)
                continue;
            sum += counts[i] * Distance.Squared(truth, said, 0, truth.Count);
            all += counts[i];
        }
        return all > 0 ? Math.Sqrt(sum / all) : double.NaN;
    }
}
