namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: 100 % accuracy at every check, a training loss of 7.45e-10. True: the loader had "assume persistent" written into it and every label was 0. Caught by
/// <c>constant_labels</c>.
/// </summary>
public class ConstantLabels
{
    // Transients in 0 to 18 of 32 frames; a clip is persistent when they take less than a fifth.
    private static int TrueLabel(int i) => Numbers.Uniform(1, i) < 0.531 ? 0 : 1;

    private static IEnumerable<string> Rows(Func<int, int> label, Func<int, int> prediction) =>
        Enumerable.Range(0, 1000).Select(i => $"{i},{(i % 5 < 3 ? "train" : "test")},{label(i)},{prediction(i)}");

    [Fact]
    public void Labels_that_are_all_zero_are_named()
    {
        var evaluation = PredictionsOf.Audit("id,split,label,prediction", Rows(_ => 0, _ => 0));
        Assert.Equal((1.0, "invalid: constant_labels"), (evaluation.Metrics["accuracy"].Value, evaluation.Verdict));
    }

    [Fact]
    public void Even_accepted_they_support_nothing() =>
        Assert.Equal("no better than majority", PredictionsOf.Audit("id,split,label,prediction", Rows(_ => 0, _ => 0), "constant_labels").Verdict);

    [Fact]
    public void The_labels_that_the_rule_gives_pass() =>
        Assert.Equal("supported", PredictionsOf.Audit("id,split,label,prediction", Rows(TrueLabel, i => i % 10 == 0 ? 0 : TrueLabel(i))).Verdict);
}
