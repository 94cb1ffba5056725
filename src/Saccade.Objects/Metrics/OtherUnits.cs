using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary><c>object_frame_accuracy</c>: as <c>accuracy</c> of tracks, but each counts as often as it was seen. Long tracks are easy and many, so this is the higher number.</summary>
public sealed class ObjectFrameAccuracy : IMetric
{
    public string Name => "object_frame_accuracy";

    public string Meaning => "as accuracy, each unit counted as often as it was seen";

    public bool HigherIsBetter => true;

    public bool IsClaim => false;

    public bool IsShare => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        long right = 0, all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            foreach (var unit in outputs[i].Units ?? [])
            {
                if (unit.Label < 0 || unit.Prediction < 0)
                    continue;
                all += (long)counts[i] * unit.Size;
                right += unit.Label == unit.Prediction ? (long)counts[i] * unit.Size : 0;
            }
        }
        return all > 0 ? (double)right / all : double.NaN;
    }
}

/// <summary><c>video_accuracy</c>: the share of whole clips whose label is right, whatever the model's unit is.</summary>
public sealed class VideoAccuracy : IMetric
{
    public string Name => "video_accuracy";

    public string Meaning => "the share of whole clips whose label is right";

    public bool HigherIsBetter => true;

    public bool IsClaim => false;

    public bool IsShare => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) =>
        SampleShare.Of(outputs, counts, o => o.Label < 0 || o.Prediction < 0 ? null : o.Label == o.Prediction);
}
