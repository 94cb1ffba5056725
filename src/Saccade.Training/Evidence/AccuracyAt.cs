namespace Saccade.Training;

/// <summary><c>accuracy_at_N</c>: the share of samples whose class is right after N frames, of models that say it after each.</summary>
/// <param name="frames">N, from 1.</param>
/// <param name="isClaim">Whether it is a claim that gets a verdict, or one of many points of a curve.</param>
public sealed class AccuracyAt(int frames, bool isClaim = true) : IMetric
{
    /// <summary>N.</summary>
    public int Frames => frames;

    public string Name => $"accuracy_at_{frames}";
    public string Meaning => $"the share of samples whose class is right when {frames} frames have been seen";
    public bool HigherIsBetter => true;
    public bool IsClaim => isClaim;
    public bool IsShare => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) =>
        SampleShare.Of(outputs, counts, o => o.Label < 0 || o.Prefixes.Count < frames ? null : o.Label == (o.Prefixes[frames - 1] >= 0.5f ? 1 : 0));
}
