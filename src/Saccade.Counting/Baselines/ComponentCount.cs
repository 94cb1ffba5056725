using Saccade.Counting.Data;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Scenes;
using Saccade.Training;

namespace Saccade.Counting.Baselines;

/// <summary><c>connected_components</c>: <see cref="ConnectedComponents"/> with the threshold and the smallest area that count the most training images exactly; as they are usually, where there are none.</summary>
public sealed class ComponentCount : IBaseline
{
    private const int FittedOn = 200;

    private static readonly double[] Thresholds = [0.08, 0.12, 0.18, 0.25, 0.35];
    private static readonly int[] Areas = [6, 12, 24, 48];

    public string Name => "connected_components";

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (CountingData)context.Data;
        var images = Enumerable.Range(0, Math.Min(FittedOn, data.Count(Split.Train))).Select(i => data.Read(Split.Train, i)).ToArray();
        var best = images.Length == 0 ? new ConnectedComponents() : Thresholds.SelectMany(t => Areas.Select(a => new ConnectedComponents(t, a)))
            .MaxBy(c => images.Count(i => c.Find(i.Picture, CategoryOf(data, i)).Count == i.Places.Count))!;
        return [.. Enumerable.Range(0, data.Count(context.Split)).Select(i => Judge(data, best, data.Read(context.Split, i)))];
    }

    private static SampleOutput Judge(CountingData data, ConnectedComponents components, CountingImage image) => CountingMetrics.Judge(
        image, new CountResult([.. components.Find(image.Picture, CategoryOf(data, image)).Select(p => new CountedPoint(p, 1))], StopReason.NoMore, 1));

    /// <summary>Of categories that are no colours components tell nothing: everything counts.</summary>
    private static int CategoryOf(CountingData data, CountingImage image) =>
        Math.Max(Categories.All, Categories.Names.ToList().IndexOf(data.Categories[image.Category]));
}
