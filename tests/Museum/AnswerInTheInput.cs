namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: tracks told apart by a learnt appearance; a language model that explains what it sees. True: tracks were labelled by the ball's colour, and the colour was in the input; the language
/// model was handed the labels (with real and with random embeddings alike it had 52.5 %). Caught by <c>target_in_input</c>.
/// </summary>
public class AnswerInTheInput
{
    private static bool IsPersistent(int i) => Numbers.Uniform(1, i) < 0.83;

    private static IEnumerable<string> Rows(Func<int, double> redness) => Enumerable.Range(0, 800).Select(i =>
        $"{i},{(i % 4 < 3 ? "train" : "test")},{(IsPersistent(i) ? "persistent" : "transient")},{(IsPersistent(i) ? "persistent" : "transient")},{redness(i):R}");

    [Fact]
    public void A_colour_that_is_the_label_is_named()
    {
        var evaluation = PredictionsOf.Audit("id,split,label,prediction,input_redness", Rows(i => IsPersistent(i) ? 1 : 0.3));
        Assert.Equal("invalid: target_in_input", evaluation.Verdict);
        Assert.Contains("'input_redness'", evaluation.Checks.Single(c => !c.Passed).Detail);
    }

    [Fact]
    public void A_colour_that_says_nothing_passes() =>
        Assert.Equal("supported", PredictionsOf.Audit("id,split,label,prediction,input_redness", Rows(i => Numbers.Uniform(2, i) < 0.5 ? 1 : 0.3)).Verdict);
}
