namespace Saccade.Training;

/// <summary>
/// <c>early_accuracy</c>: the share of samples whose class was right when the model stopped watching. It is the early decision's own accuracy, never that of
/// the whole sample.
/// </summary>
public sealed class EarlyAccuracy : IMetric
{
    public string Name => "early_accuracy";
    public string Meaning => "the share of samples whose class was right when the model stopped watching";
    public bool HigherIsBetter => true;

    // Each sample is stopped at its own time: no rival stops, so there is nothing to hold it against.
    public bool IsClaim => false;
    public bool IsShare => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        long right = 0, all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] is not { Label: >= 0, Early: { } early })
                continue;
            all += counts[i];
            right += outputs[i].Label == early.Prediction ? counts[i] : 0;
        }
        return all > 0 ? (double)right / all : double.NaN;
    }
}
