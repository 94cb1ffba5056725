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

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) =>
        SampleShare.Of(outputs, counts, o => o is { Label: >= 0, Early: { } early } ? o.Label == early.Prediction : null);
}
