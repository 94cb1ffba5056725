using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

public class ComparisonTests
{
    private static readonly IMetric[] Metrics = [new Accuracy()];
    private static readonly SampleOutput[] Majority = Samples.Classified(400, i => i % 4 == 0);

    [Fact]
    public void Runs_without_a_real_difference_are_said_to_have_none()
    {
        var comparison = Comparison.Of([Run("a", i => i % 10 != 0), Run("b", i => i % 10 != 1), Run("c", i => i % 2 == 0)], Metrics);
        Assert.Equal(["no difference", "a is better", "b is better"], comparison.Differences.Select(d => d.Conclusion));
        Assert.Equal(0.4, comparison.Differences[1].Difference, 12);
    }

    [Fact]
    public void Seeds_of_one_recipe_are_one_model_with_mean_interval_and_each_value()
    {
        var comparison = Comparison.Of(
            [Run("q/a-seed-1", i => i % 10 != 0, seed: 1), Run("q/a-seed-2", i => i % 5 != 0, seed: 2), Run("q/b-seed-1", i => i % 10 != 0, model: "b")], Metrics);
        Assert.Equal(["a", "b-seed-1"], comparison.Models.Select(m => m.Label));
        Assert.Equal(["a", "q/b-seed-1"], comparison.Models.Select(m => m.Name));
        var model = comparison.Models[0];
        Assert.Equal([0.9, 0.8], model.Metrics["accuracy"].PerSeed);
        Assert.Equal(0.85, model.Metrics["accuracy"].Value, 12);
        Assert.Equal((2, 800), (model.Seeds.Count, model.Confusion!.Counts.Sum(r => r.Sum())));
        // The seeds differ more than samples do, and either may have been the only one.
        Assert.True(model.Metrics["accuracy"].Low < 0.8 && model.Metrics["accuracy"].High > 0.9);
    }

    [Fact]
    public void A_difference_no_larger_than_that_between_seeds_is_none()
    {
        ComparedRun[] runs =
        [
            Run("a-seed-1", i => i % 10 != 0, seed: 1), Run("a-seed-2", i => i % 2 != 0, seed: 2), Run("a-seed-3", i => i % 3 != 0, seed: 3),
            Run("b-seed-1", i => i % 10 != 0, seed: 1, model: "b"), Run("b-seed-2", i => i % 8 != 0, seed: 2, model: "b"), Run("b-seed-3", i => i % 2 != 0, seed: 3, model: "b"),
        ];
        Assert.Equal(Comparison.NoDifference, Assert.Single(Comparison.Of(runs, Metrics).Differences).Conclusion);
        // The same values without the doubt about seeds: judged by samples alone, the second pair differs.
        Assert.NotEqual(Comparison.NoDifference, Assert.Single(Comparison.Of([runs[1], runs[4]], Metrics).Differences).Conclusion);
    }

    [Fact]
    public void Seeds_of_one_recipe_alone_are_compared_with_each_other()
    {
        var comparison = Comparison.Of([Run("a", i => i % 10 != 0, seed: 1), Run("b", i => i % 2 != 0, seed: 2)], Metrics);
        Assert.Equal("a is better", Assert.Single(comparison.Differences).Conclusion);
    }

    [Fact]
    public void Of_a_number_that_only_describes_neither_more_nor_less_is_better()
    {
        static ComparedMetric Compared(bool hasDirection) =>
            ComparedMetric.Of([(new RatioMetric("bias", "", higherIsBetter: false) { HasDirection = hasDirection }, "a", "b", 1, [.. Enumerable.Repeat(1.0, 1000)])]).Single();
        Assert.Equal(("b is better", "a has more"), (Compared(true).Conclusion, Compared(false).Conclusion));
    }

    [Fact]
    public void Many_pairs_are_corrected_for() =>
        Assert.Equal([0.03, 0.06, 0.06, double.NaN], Holm.Adjust([0.01, 0.03, 0.04, double.NaN]).Select(p => Math.Round(p, 6)));

    [Fact]
    public void Even_the_clearest_difference_among_many_passes_the_correction()
    {
        var runs = Enumerable.Range(0, 11).Select(i => Run($"r{i}", k => k % (i + 2) != 0, model: $"m{i}")).Prepend(Run("none", k => k % 50 == 0, model: "none")).ToArray();
        Assert.All(Comparison.Of(runs, Metrics).Differences.Where(d => d.A == "none"), d => Assert.Equal($"{d.B} is better", d.Conclusion));
    }

    [Fact]
    public void Changes_to_a_baseline_are_compared_with_it_alone_and_corrected_together()
    {
        ComparedRun[] runs =
        [
            Run("better", i => i % 50 != 0, model: "b"), Run("base", i => i % 10 != 0), Run("same", i => i % 10 != 1, model: "c"), Run("bad", i => i % 2 == 0, model: "d"),
        ];
        var comparison = Comparison.Of(runs, Metrics, against: 1);
        Assert.Equal("base", comparison.Against);
        Assert.Equal([("better", "base"), ("same", "base"), ("bad", "base")], comparison.Differences.Select(d => (d.A, d.B)));
        Assert.Equal(comparison.Differences.Select(d => d.AdjustedP), Holm.Adjust([.. comparison.Differences.Select(d => d.P)]));
        Assert.Equal(["helped", "no difference", "worse"], ChangeOutcome.Of(comparison.Differences).Select(c => c.Conclusion));
        Assert.Equal("Compared with base: helped: better; no difference: same; worse: bad.", comparison.Recommendation.Text);
        Assert.StartsWith("better is better in accuracy by 0.08 (", comparison.Recommendation.Reasons[1], StringComparison.Ordinal);
        Assert.StartsWith("One seed only", comparison.Recommendation.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_is_better_in_one_metric_and_worse_in_another_is_both() =>
        Assert.Equal(ChangeOutcome.Both, Assert.Single(ChangeOutcome.Of([
            new("a", "b", "accuracy", 1, 1, 1, "a is better"), new("a", "b", "ece", 1, 1, 1, "b is better"), new("a", "b", "loss", 0, -1, 1, Comparison.NoDifference)])).Conclusion);

    [Fact]
    public void The_ensemble_averages_the_two_that_validate_best_and_is_judged_on_the_test()
    {
        SampleOutput[] Said(Func<int, float> right) => [.. Enumerable.Range(0, 400).Select(i =>
        {
            var p = right(i);
            var probabilities = Enumerable.Range(0, 4).Select(c => c == i % 4 ? p : (1 - p) / 3).ToArray();
            return new SampleOutput { Id = $"s{i:D4}", Label = i % 4, Probabilities = probabilities, Prediction = Array.IndexOf(probabilities, probabilities.Max()), Position = [0], PredictedPosition = [p] };
        })];
        // Each is a little wrong on samples that the other is sure of.
        ComparedRun[] runs =
        [
            Run("worst", Said(_ => 1), 0.5, "c"),
            Run("first", Said(i => i % 10 == 0 ? 0.2f : 0.9f), 0.9, "a"),
            Run("second", Said(i => i % 10 == 1 ? 0.2f : 0.9f), 0.8, "b"),
        ];
        var ensemble = Comparison.Of(runs, [new Accuracy(), NumberError.PositionRms]).Ensemble!;
        Assert.Equal(["first", "second"], ensemble.Members);
        Assert.Equal(1, ensemble.Metrics["accuracy"].Value);
        Assert.Equal("ensemble is better", ensemble.Differences.Single(d => d.Metric == "accuracy").Conclusion);
        Assert.Equal(0.55, Ensemble.Average(runs[1].Outputs, runs[2].Outputs)[0].PredictedPosition[0], 6);
        var onValidation = runs.Select(r => r with { Evaluation = r.Evaluation with { Split = Split.Validation } }).ToArray();
        Assert.Null(Comparison.Of(onValidation, Metrics).Ensemble);
    }

    [Fact]
    public void The_cheapest_of_the_best_is_recommended_with_reasons()
    {
        ComparedRun[] runs = [Run("dear", i => i % 10 != 0, model: "a"), Run("cheap", i => i % 10 != 1, model: "b"), Run("bad", i => i % 2 == 0, model: "c"), Run("free", i => i % 4 == 0, model: "d")];
        long[] costs = [300, 100, 50, 1];
        var recommendation = Comparison.Of(runs, Metrics, i => new ModelCost(1, costs[i] * 1_000_000, i, 1, 1, 1)).Recommendation;
        Assert.Equal("cheap", recommendation.Model);
        Assert.Contains("cheapest of those that are not significantly worse", recommendation.Text, StringComparison.Ordinal);
        Assert.Contains(recommendation.Reasons, r => r.StartsWith("bad is significantly worse", StringComparison.Ordinal));
        Assert.Contains(recommendation.Reasons, r => r.StartsWith("free is left out: no better than majority", StringComparison.Ordinal));
        Assert.Contains(recommendation.Reasons, r => r.StartsWith("cheap takes 100 million multiply-adds", StringComparison.Ordinal));
        Assert.Contains(recommendation.Reasons, r => r.Contains("one seed only", StringComparison.Ordinal));
        Assert.Null(Comparison.Of([runs[3]], Metrics).Recommendation.Model);
    }

    [Fact]
    public void Runs_that_cannot_be_compared_are_named_with_the_reason()
    {
        var a = Run("a", _ => true);
        Refuse(a with { Evaluation = a.Evaluation with { Run = "b", Task = "other" } }, "a and b cannot be compared: they are for different tasks, toy and other");
        Refuse(a with { Evaluation = a.Evaluation with { Run = "b", Split = Split.Validation } }, "a and b cannot be compared: they were judged on different splits, test and validation");
        Refuse(a with { Info = a.Info with { DataHash = "y" } }, "different data");
        Refuse(a with { Evaluation = a.Evaluation with { DataHash = "z" } }, "hash x and z");
        Refuse(a with { Outputs = [.. a.Outputs.Skip(1)] }, "not judged on the same samples");

        void Refuse(ComparedRun other, string why) => Assert.Contains(why, Assert.Throws<RunException>(() => Comparison.Of([a, other], Metrics)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_keeps_its_documented_shape()
    {
        var json = JsonNode.Parse(JsonSerializer.Serialize(Comparison.Of([Run("a", i => i % 10 != 0), Run("b", i => i % 2 != 0)], Metrics), RunJson.Indented))!;
        Assert.Equal(["a", "b", "metric", "difference", "low", "high", "conclusion"], json["differences"]![0]!.AsObject().Select(p => p.Key).Take(7));
        Assert.Equal("a", (string?)json["runs"]![0]!["run"]);
        Assert.Equal([0.9], json["models"]![0]!["metrics"]!["accuracy"]!["per_seed"]!.AsArray().Select(v => (double)v!));
    }

    [Fact]
    public void A_model_s_cost_is_measured()
    {
        using var folder = new TemporaryFolder();
        var run = Trainer.Train(new TrainingRequest { Application = new ToyApplication(), Recipe = ToyApplication.Recipe(), Folder = folder["a"] }, CancellationToken.None).Run;
        var cost = ModelCost.Measure(new ToyApplication(), ToyApplication.Recipe(), run);
        // A linear layer of 16 to 2 with its biases, and a batch norm's scales and shifts.
        Assert.Equal((2 * 16) + 2 + (2 * 16), cost.Parameters);
        Assert.Equal(2 * 16, cost.MultiplyAdds);
        Assert.True(cost is { LatencyMs: > 0, PredictMb: > 0, WeightsMb: > 0 } && cost.TrainMb > cost.PredictMb);
    }

    private static ComparedRun Run(string name, Func<int, bool> right, int seed = 1, string model = "a") => Run(name, Samples.Classified(400, right), 0.9, model, seed);

    private static ComparedRun Run(string name, SampleOutput[] outputs, double validation, string model, int seed = 1)
    {
        var evaluation = new EvidenceCourt([new Accuracy(), NumberError.PositionRms], [], []).Judge("toy", name, Split.Test, outputs, [new("majority", true, Majority)], []);
        var info = RunFolderTests.Info(name) with { DataHash = "x", Recipe = new JsonObject { ["task"] = "toy", ["model"] = model, ["seed"] = seed } };
        var epoch = new EpochEntry
        {
            Step = 1, Epoch = 1, Time = DateTimeOffset.UnixEpoch, TrainLoss = 1, ValidationLoss = 1, Metrics = new Dictionary<string, double> { ["accuracy"] = validation },
            ElapsedSeconds = 10, SamplesSeen = 1, IsBest = true,
        };
        return new ComparedRun(Path.GetFileName(name), info, evaluation, outputs, [epoch]);
    }
}
