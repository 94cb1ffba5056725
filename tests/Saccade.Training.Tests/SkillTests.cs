using System.Text.Json;

namespace Saccade.Training.Tests;

public sealed class SkillTests
{
    [Theory]
    [InlineData(0.5, 2, true, 0.75)]
    [InlineData(3, 2, true, -0.5)]
    [InlineData(0.9, 0.6, false, 0.75)]
    [InlineData(0.2, 0.6, false, -1)]
    [InlineData(0.2, 1, false, double.NaN)]
    [InlineData(0, 0, true, double.NaN)]
    [InlineData(3454077, 1.3, false, double.NaN)]
    public void It_is_the_part_of_a_loss_that_is_done_without_where_there_is_a_loss(double value, double control, bool lowerIsBetter, double expected) =>
        Assert.Equal(expected, Skill.Of(value, control, lowerIsBetter), 12);

    [Fact]
    public void An_evaluation_has_it_of_each_claim_and_each_baseline_that_has_the_metric()
    {
        var there = new Interval(0, 0, 0);
        var evaluation = new Evaluation
        {
            Task = "toy", Run = "run", Split = Split.Test, Samples = 4, Checks = [], Verdict = Verdicts.Supported, LowerIsBetter = ["error"],
            Metrics = new Dictionary<string, Interval> { ["accuracy"] = there, ["error"] = there, ["ratio"] = there },
            Baselines = new Dictionary<string, IReadOnlyDictionary<string, double>>
            {
                ["majority"] = new Dictionary<string, double> { ["accuracy"] = 0.5, ["ratio"] = 2 },
                ["constant"] = new Dictionary<string, double> { ["error"] = 4 },
            },
            Claims = [new("accuracy", 0.75, 0, 1, "majority", there, Verdicts.Supported), new("error", 1, 0, 1, "constant", there, Verdicts.Supported), new("ratio", 7, 0, 1, "majority", there, Verdicts.Supported)],
        };
        Assert.Equal(["accuracy", "error"], evaluation.Skill.Keys);
        Assert.Equal(new Dictionary<string, double> { ["majority"] = 0.5 }, evaluation.Skill["accuracy"]);
        Assert.Equal(new Dictionary<string, double> { ["constant"] = 0.75 }, evaluation.Skill["error"]);
        var json = JsonSerializer.Serialize(evaluation, RunJson.Line);
        Assert.Contains("\"skill\":{\"accuracy\":{\"majority\":0.5},\"error\":{\"constant\":0.75}}", json, StringComparison.Ordinal);
        Assert.Equal(0.5, JsonSerializer.Deserialize<Evaluation>(json, RunJson.Line)!.Skill["accuracy"]["majority"]);
    }
}
