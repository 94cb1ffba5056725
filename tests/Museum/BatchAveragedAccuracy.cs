namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: an accuracy averaged over batches, and a consistency in batches (every value a multiple of 1/63). True: the last batch is smaller, and its samples weigh more. Caught by
/// <c>batch_average</c>.
/// </summary>
public class BatchAveragedAccuracy
{
    private const int BatchSize = 64;

    // Half right; the samples of the last, short batch all are.
    private static IEnumerable<string> Rows(int count) => Enumerable.Range(0, count).Select(i =>
        $"{i},{i % 3},{(i % 2 == 0 || i >= 192 ? i % 3 : (i + 1) % 3)},{i / BatchSize}");

    [Fact]
    public void A_mean_of_unequal_batches_is_named()
    {
        var evaluation = PredictionsOf.Audit("id,label,prediction,batch", Rows(200));
        Assert.Equal("invalid: batch_average", evaluation.Verdict);
        Assert.Contains("averaged over 4 batches", evaluation.Checks.Single(c => c.Name == "batch_average").Detail);
    }

    [Fact]
    public void A_mean_of_equal_batches_passes() => Assert.Equal("supported", PredictionsOf.Audit("id,label,prediction,batch", Rows(192)).Verdict);
}
