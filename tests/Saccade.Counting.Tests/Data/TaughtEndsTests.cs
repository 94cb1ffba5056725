using Saccade.Counting.Data;
using Saccade.Training;

namespace Saccade.Counting.Tests.Data;

/// <summary>What is said beforehand of how often taught steps are the end is what is then drawn.</summary>
public class TaughtEndsTests
{
    private const int Images = 300, Batch = 100;

    [Theory]
    [InlineData(StepPlan.Spread, 6)]
    [InlineData(StepPlan.Spread, 2)]
    [InlineData(StepPlan.Mixed, 4)]
    [InlineData(StepPlan.Classification, 4)]
    [InlineData(StepPlan.Alternating, 4)]
    [InlineData(StepPlan.Regression, 4)]
    public void The_share_of_ends_that_is_computed_is_that_which_is_drawn(StepPlan plan, int steps)
    {
        using var data = Data(plan, steps);
        var counts = data.Things(Split.Train, Images);
        var expected = counts.Select(n => plan.DoneProbability(n, steps)).OfType<double>().Average();
        // Two steps of training, since a plan may alternate; by image, since an image with few things has fewer steps.
        var shares = Enumerable.Range(0, 2).SelectMany(step => Enumerable.Range(0, Images / Batch).SelectMany(part =>
        {
            long[] indices = [.. Enumerable.Range(part * Batch, Batch).Select(i => (long)i)];
            using var batch = (CountingBatch)data.Load(Split.Train, indices, step);
            return batch.Steps.Where(s => s.AsksForEnd || s.AsksForPlace).GroupBy(s => s.Image).Select(g => g.Average(s => s.Left.Length == 0 ? 1.0 : 0)).ToArray();
        })).ToArray();
        // Five standard errors of a share of half of the steps.
        Assert.InRange(shares.Average(), expected - (2.5 / Math.Sqrt(Images * 2 * Math.Min(steps, 2))), expected + (2.5 / Math.Sqrt(Images * 2 * Math.Min(steps, 2))));
    }

    [Fact]
    public void It_is_told_in_words_with_what_to_do_about_it()
    {
        using var mixed = Data(StepPlan.Mixed, 1);
        Assert.Contains("of the taught steps are the end (data.plan: mixed)", TaughtEnds.Of(mixed), StringComparison.Ordinal);
        using var regression = Data(StepPlan.Regression, 1);
        Assert.StartsWith("0.00 %", TaughtEnds.Of(regression), StringComparison.Ordinal);
        Assert.EndsWith("never learns to stop", TaughtEnds.Of(regression), StringComparison.Ordinal);
        using var alternating = Data(StepPlan.Alternating, 1);
        Assert.Contains("one in two", TaughtEnds.Of(alternating), StringComparison.Ordinal);
    }

    private static GeneratedScenes Data(StepPlan plan, int steps) => new(new() { Train = Images, Size = 32, Most = 4, Plan = plan, Steps = steps });
}
