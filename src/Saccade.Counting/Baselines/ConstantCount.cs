using Saccade.Counting.Data;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Training;

namespace Saccade.Counting.Baselines;

/// <summary><c>constant</c>: always the median count of the training images, pointing at nothing.</summary>
public sealed class ConstantCount : IBaseline
{
    // The median of this many images is known well enough.
    private const int MostImages = 1000;

    public string Name => "constant";

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (CountingData)context.Data;
        var counts = Enumerable.Range(0, Math.Min(MostImages, data.Count(Split.Train))).Select(i => data.Read(Split.Train, i).Places.Count).Order().ToArray();
        // A set to judge on need not hold anything to take a median of.
        if (counts.Length == 0)
            return [];
        var said = new CountResult([], StopReason.NoMore, 1) { Count = counts[counts.Length / 2] };
        return [.. Enumerable.Range(0, data.Count(context.Split)).Select(i => CountingMetrics.Judge(data.Read(context.Split, i), said))];
    }
}
