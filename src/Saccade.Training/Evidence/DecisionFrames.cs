namespace Saccade.Training;

/// <summary><c>decision_frames</c>: how many frames were seen before the decision, on average.</summary>
public sealed class DecisionFrames : IMetric
{
    public string Name => "decision_frames";
    public string Meaning => "how many frames were seen before the decision, on average";
    public bool HigherIsBetter => false;
    public bool IsClaim => false;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        long frames = 0, all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Early is not { } early)
                continue;
            all += counts[i];
            frames += (long)counts[i] * early.Frames;
        }
        return all > 0 ? (double)frames / all : double.NaN;
    }
}
