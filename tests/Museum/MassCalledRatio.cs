namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: persistent frames get 1.79 times the attention of transient ones (0.641 of it against 0.359). True: these are sums, and four fifths of the frames are persistent: attention without preference
/// has a ratio of sums of 4, and each transient frame got 2.3 times what a persistent one got. Caught by the control <c>uniform_attention</c>; the historical number is computed under a name that says what it is,
/// <c>attention_mass_ratio_not_normalised</c>.
/// </summary>
public class MassCalledRatio
{
    private const double OfTransient = 2.3;

    private static Training.Evaluation Judge(Func<int, double> weightOfKind)
    {
        using var data = new MisreadClips();
        return PersistenceTrial.Judge(data, PersistenceTrial.Attending((_, _, kind) => weightOfKind(kind)));
    }

    [Fact]
    public void More_attention_to_what_flickers_has_a_ratio_of_sums_above_one_and_is_no_better_than_none()
    {
        var evaluation = Judge(kind => kind == 0 ? OfTransient : 1);
        Assert.InRange(evaluation.Metrics["attention_mass_ratio_not_normalised"].Value, 1.5, 3);
        Assert.Equal(1 / OfTransient, evaluation.Metrics["attention_ratio"].Value, 4);
        Assert.StartsWith("no better than ", evaluation.Verdict);
        Assert.Equal(1, evaluation.Baselines["uniform_attention"]["attention_ratio"], 4);
        Assert.DoesNotContain(evaluation.Claims, c => c.Metric.Contains("mass", StringComparison.Ordinal));
    }

    [Fact]
    public void Attention_without_preference_has_a_mass_that_is_the_share_of_sightings_beside_it()
    {
        var evaluation = Judge(_ => 1);
        Assert.True(evaluation.Metrics["attention_mass_ratio_not_normalised"].Value > 3);
        Assert.Equal(evaluation.Metrics["persistent_token_share"].Value, evaluation.Metrics["attention_mass"].Value, 4);
        Assert.Equal("no better than uniform_attention", evaluation.Claims.Single(c => c.Metric == "attention_ratio").Verdict);
    }

    [Fact]
    public void Attention_that_prefers_what_stays_is_supported() => Assert.Equal("supported", Judge(kind => kind == 1 ? OfTransient : 1).Verdict);
}
