namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: an object-level model that generalises, with 55 % on validation. True: 83.1 % of the objects are persistent, so that who always says "persistent" has 83.1 %. Caught by the control
/// <c>majority</c>.
/// </summary>
public class BelowTheMajority
{
    private const int Persistent = 1586, Transient = 323;

    // 891 of the persistent and 158 of the transient objects were recognised.
    private static IEnumerable<string> Rows(int persistentRight, int transientRight) =>
        Enumerable.Range(0, Persistent).Select(i => Row(i, "persistent", i < persistentRight))
            .Concat(Enumerable.Range(Persistent, Transient).Select(i => Row(i, "transient", i - Persistent < transientRight)));

    private static string Row(int i, string label, bool isRight) => $"{i},{label},{(isRight == (label == "persistent") ? "persistent" : "transient")}";

    [Fact]
    public void A_model_below_the_commonest_class_is_no_better_than_it()
    {
        var evaluation = PredictionsOf.Audit("id,label,prediction", Rows(891, 158));
        Assert.Equal(0.5495, evaluation.Metrics["accuracy"].Value, 4);
        Assert.Equal(0.831, evaluation.Baselines["majority"]["accuracy"], 3);
        Assert.Equal("no better than majority", evaluation.Verdict);
    }

    [Fact]
    public void A_model_that_beats_it_is_supported() => Assert.Equal("supported", PredictionsOf.Audit("id,label,prediction", Rows(1560, 300)).Verdict);
}
