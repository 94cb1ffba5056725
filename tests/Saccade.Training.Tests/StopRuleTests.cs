namespace Saccade.Training.Tests;

public class StopRuleTests
{
    private static readonly Dictionary<string, bool> Metrics = new() { ["accuracy"] = true, ["ade"] = false };

    private static string? Judge(string rule, double[] accuracy, double elapsed = 0) =>
        StopRuleParser.Parse(rule, Metrics)!.Judge(new TrainingHistory([.. accuracy.Select(Epoch)], elapsed));

    internal static EpochEntry Epoch(double accuracy, int index) => new()
    {
        Step = (index + 1) * 10,
        Epoch = index + 1,
        Time = DateTimeOffset.UnixEpoch,
        TrainLoss = 1 - accuracy,
        ValidationLoss = 1 - accuracy,
        Metrics = new Dictionary<string, double> { ["accuracy"] = accuracy, ["ade"] = 1 - accuracy },
        ElapsedSeconds = 0,
        SamplesSeen = 0,
        IsBest = false,
    };

    [Fact]
    public void Patience_counts_epochs_since_the_best()
    {
        Assert.Null(Judge("patience(accuracy, 2)", [0.5, 0.6, 0.55]));
        Assert.Equal("accuracy has not improved for 2 epochs", Judge("patience(accuracy, 2)", [0.5, 0.6, 0.55, 0.6]));
        Assert.Null(Judge("patience(ade, 2)", [0.5, 0.6, 0.7]));
        Assert.NotNull(Judge("patience(loss, 2, 0.5)", [0.5, 0.6, 0.7]));
    }

    [Fact]
    public void Patience_also_runs_out_when_the_metric_is_never_a_number() =>
        Assert.NotNull(Judge("patience(accuracy, 2)", [double.NaN, double.NaN]));

    /// <summary>The validation losses of the earlier counting system: 1.532 at first, 0.606 at epoch 10 (counted from 0), worse ever after.</summary>
    [Fact]
    public void Patience_of_five_stops_five_epochs_after_the_best_and_takes_what_is_no_number_for_no_improvement()
    {
        double[] losses = [1.532, 1.3, 1.1, 0.95, 0.85, 0.75, 0.675, 0.66, 0.64, 0.62, 0.606, 0.606, 0.7, double.NaN, 0.8, 0.9];
        string? After(int epochs) => Judge("patience(loss, 5)", [.. losses.Take(epochs).Select(l => 1 - l)]);
        Assert.All(Enumerable.Range(1, losses.Length - 1), epochs => Assert.Null(After(epochs)));
        Assert.Equal("loss has not improved for 5 epochs", After(losses.Length));
    }

    [Fact]
    public void Plateau_looks_at_the_band_of_the_last_epochs()
    {
        Assert.Null(Judge("plateau(accuracy, 3, 0.01)", [0.5, 0.505]));
        Assert.Null(Judge("plateau(accuracy, 3, 0.01)", [0.5, 0.6, 0.605]));
        Assert.NotNull(Judge("plateau(accuracy, 3, 0.01)", [0.1, 0.6, 0.605, 0.6]));
        Assert.Null(Judge("plateau(accuracy, 2, 0.01)", [0.6, double.NaN]));
    }

    [Fact]
    public void Target_knows_which_way_is_better()
    {
        Assert.NotNull(Judge("target(accuracy, 0.9)", [0.2, 0.9]));
        Assert.Null(Judge("target(accuracy, 0.9)", [0.95, 0.89]));
        Assert.NotNull(Judge("target(ade, 0.1)", [0.95]));
        Assert.Null(Judge("target(ade, 0.1)", [0.8]));
        Assert.Null(Judge("target(accuracy, 0.9)", []));
    }

    [Theory]
    [InlineData("time(90s)", 89, false)]
    [InlineData("time(90s)", 90, true)]
    [InlineData("time(1.5m)", 91, true)]
    [InlineData("time(1h)", 3599, false)]
    public void Time_counts_training_seconds(string rule, double elapsed, bool stops) => Assert.Equal(stops, Judge(rule, [], elapsed) is not null);

    [Fact]
    public void Rules_compose()
    {
        Assert.NotNull(Judge("any(time(1h), target(accuracy, 0.5))", [0.6]));
        Assert.Null(Judge("all(time(1h), target(accuracy, 0.5))", [0.6]));
        Assert.Equal("accuracy reached 0.6 (target 0.5) and accuracy stayed within 1 for 1 epochs", Judge(" all( target(accuracy,0.5) , plateau(accuracy, 1, 1) ) ", [0.6]));
    }

    [Theory]
    [InlineData("patiense(accuracy, 5)", "the nearest is 'patience'")]
    [InlineData("patience(acuracy, 5)", "the nearest is 'accuracy'")]
    [InlineData("patience(accuracy)", "has ')' where ',' belongs")]
    [InlineData("patience(accuracy, 0.5)", "whole number of epochs")]
    [InlineData("time(15)", "a duration such as")]
    [InlineData("time(1m", "ends where ')' belongs")]
    [InlineData("time(1m) x", "after the end of the rule")]
    [InlineData("target(accuracy, high)", "where a number belongs")]
    [InlineData("any()", "has no rule ''")]
    public void A_broken_rule_says_what_is_wrong(string rule, string message) =>
        Assert.Contains(message, Assert.Throws<RecipeException>(() => StopRuleParser.Parse(rule, Metrics)).Message, StringComparison.Ordinal);

    [Fact]
    public void Endless_nesting_is_refused() =>
        Assert.Contains("nested too deeply", Assert.Throws<RecipeException>(() => StopRuleParser.Parse(string.Concat(Enumerable.Repeat("any(", 100_000)), Metrics)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_rule_is_none() => Assert.Null(StopRuleParser.Parse(" ", Metrics));
}
