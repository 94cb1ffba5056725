namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: an editing model that learns scale and position, its loss falling by 16 %. True: one constant for each track does as well (position 6.82 against the model's 6.86). Caught by the
/// controls <c>constant</c> and <c>constant_median</c>.
/// </summary>
public class MatchedByConstants
{
    private static double Position(int i) => 5 + Numbers.Normal(1, i);

    private static IEnumerable<string> Rows(Func<int, double> said) =>
        Enumerable.Range(0, 1000).Select(i => $"{i},{(i % 2 == 0 ? "train" : "test")},project {i / 2 % 50}-{i % 2},{Position(i):R},{said(i):R}");

    [Fact]
    public void A_prediction_that_hovers_about_the_mean_is_no_better_than_it() =>
        Assert.StartsWith("no better than constant", PredictionsOf.Audit("id,split,group,label,prediction", Rows(i => 5 + 0.1 * Numbers.Normal(2, i))).Verdict);

    [Fact]
    public void A_prediction_that_follows_its_target_is_supported() =>
        Assert.Equal("supported", PredictionsOf.Audit("id,split,group,label,prediction", Rows(i => Position(i) + 0.5 * Numbers.Normal(2, i))).Verdict);
}
