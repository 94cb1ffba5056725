namespace Saccade.Training;

/// <summary><c>accuracy</c>: the share of samples whose predicted class is the true one.</summary>
public sealed class Accuracy : IMetric
{
    public string Name => "accuracy";
    public string Meaning => "the share of samples whose class is right";
    public bool HigherIsBetter => true;
    public bool IsClaim => true;
    public bool IsShare => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        long right = 0, all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var output = outputs[i];
            if (output.Label < 0 || output.Prediction < 0)
                continue;
            all += counts[i];
            right += output.Label == output.Prediction ? counts[i] : 0;
        }
        return all > 0 ? (double)right / all : double.NaN;
    }
}
