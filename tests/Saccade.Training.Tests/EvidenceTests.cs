using System.Text.Json;
using System.Text.Json.Nodes;

namespace Saccade.Training.Tests;

public class EvidenceTests
{
    private static readonly CheckResult Passed = new("constant_labels", true, "fine");
    private static readonly CheckResult Failed = new("sorted_split", false, "sorted");
    private static readonly SampleOutput[] Majority = [.. Samples.Classified(400, _ => true).Select(o => o with { Prediction = 0 })];

    private static Evaluation Judge(SampleOutput[] model, SampleOutput[] baseline, CheckResult[]? checks = null, string[]? accepted = null) =>
        new EvidenceCourt([new Accuracy(), NumberError.PositionRms], checks ?? [Passed], accepted ?? [])
            .Judge("toy", "runs/a", Split.Test, model, [new BaselineOutputs("majority", true, baseline)], ["a", "b", "c", "d"]);

    [Fact]
    public void The_interval_of_a_perfect_share_stays_open_by_the_binomial_bound()
    {
        var perfect = Interval.OfShare(1, [1, 1, 1], groups: 1000);
        Assert.Equal(0.99632, perfect.Low, 1e-5);
        Assert.Equal(1, perfect.High);
        Assert.Equal(0.00368, Interval.OfShare(0, [0, 0, 0], groups: 1000).High, 1e-5);
        Assert.Equal(0.5, Interval.OfShare(0.5, [0.5, 0.5], groups: 1000).Low);
    }

    [Fact]
    public void A_model_clearly_above_the_best_baseline_is_supported()
    {
        var evaluation = Judge(Samples.Classified(400, i => i % 10 != 0), Majority);
        var claim = Assert.Single(evaluation.Claims);
        Assert.Equal(("accuracy", 0.9, "majority", "supported"), (claim.Metric, claim.Value, claim.Baseline, claim.Verdict));
        Assert.Equal("supported", evaluation.Verdict);
        Assert.InRange(claim.Low, 0.86, 0.9);
        Assert.InRange(claim.High, 0.9, 0.94);
        Assert.InRange(claim.Difference.Low, 0.5, claim.Difference.Value);
        Assert.Equal(0.65, claim.Difference.Value, 12);
    }

    [Fact]
    public void A_model_that_only_ties_with_a_baseline_is_no_better() =>
        Assert.Equal("no better than majority", Judge(Samples.Classified(400, i => i % 4 == 0), Majority).Verdict);

    [Fact]
    public void A_model_clearly_below_a_baseline_is_no_better() =>
        Assert.Equal("no better than majority", Judge(Samples.Classified(400, _ => false), Majority).Verdict);

    [Fact]
    public void The_difference_is_drawn_in_pairs()
    {
        // The model is right wherever the baseline is and on a tenth more: unpaired intervals would overlap, paired ones exclude zero.
        var baseline = Samples.Classified(400, i => i % 2 == 0);
        Assert.Equal("supported", Judge(Samples.Classified(400, i => i % 2 == 0 || i % 20 == 1), baseline).Verdict);
    }

    [Fact]
    public void Samples_of_one_group_are_drawn_together()
    {
        var apart = Judge(Samples.Classified(400, i => i < 200), Majority);
        var together = Judge(Samples.Classified(400, i => i < 200, i => $"g{i / 100}"), Majority);
        Assert.True(together.Metrics["accuracy"].High - together.Metrics["accuracy"].Low > 3 * (apart.Metrics["accuracy"].High - apart.Metrics["accuracy"].Low));
        var single = Judge(Samples.Classified(400, _ => true, _ => "one"), Majority);
        Assert.True(double.IsNaN(single.Metrics["accuracy"].Low));
        Assert.Equal("no better than majority", single.Verdict);
    }

    [Fact]
    public void The_strongest_rival_is_the_one_to_beat_and_information_is_not_a_rival()
    {
        var evaluation = new EvidenceCourt([new Accuracy()], [], []).Judge("toy", "r", Split.Test, Samples.Classified(400, i => i % 10 != 0),
            [new("majority", true, Majority), new("still_frame", true, Samples.Classified(400, i => i % 10 != 1)), new("reversed_frames", false, Samples.Classified(400, _ => true))], []);
        Assert.Equal("no better than still_frame", evaluation.Verdict);
        Assert.Equal(["majority", "still_frame"], evaluation.Baselines.Keys.Order());
        Assert.Equal(1, evaluation.Information["reversed_frames"]["accuracy"]);
    }

    [Fact]
    public void A_failed_check_makes_every_claim_invalid_unless_it_is_accepted_by_name()
    {
        var model = Samples.Classified(400, _ => true);
        var invalid = Judge(model, Majority, [Passed, Failed]);
        Assert.Equal(("invalid: sorted_split", true), (invalid.Verdict, Verdicts.IsInvalid(invalid.Verdict)));
        var accepted = Judge(model, Majority, [Passed, Failed], ["sorted_split", "constant_labels"]);
        Assert.Equal("supported", accepted.Verdict);
        Assert.Equal(["sorted_split"], accepted.Accepted);
    }

    [Fact]
    public void The_run_s_verdict_is_its_worst_claim_s()
    {
        Assert.Equal("invalid: x", Verdicts.Worst(["supported", "invalid: x", "no better than y"]));
        Assert.Equal("no better than y", Verdicts.Worst(["supported", "no better than y", "supported"]));
        Assert.Equal("nothing claimed", Verdicts.Worst([]));
    }

    [Fact]
    public void The_same_outputs_always_get_the_same_intervals()
    {
        var model = Samples.Classified(400, i => i % 3 != 0);
        Assert.Equivalent(Judge(model, Majority), Judge(model, Majority), strict: true);
    }

    [Fact]
    public void A_baseline_that_leaves_a_sample_out_is_an_error() =>
        Assert.Contains("baseline majority says nothing of sample 's0399'", Assert.Throws<RunException>(() => Judge(Samples.Classified(400, _ => true), Majority[..399])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_json_has_the_documented_shape()
    {
        var json = JsonNode.Parse(JsonSerializer.Serialize(Judge(Samples.Classified(400, i => i % 10 != 0), Majority), RunJson.Indented))!;
        Assert.Equal("test", (string?)json["split"]);
        Assert.Equal(400, (int)json["samples"]!);
        Assert.Equal(0.9, (double)json["metrics"]!["accuracy"]!["value"]!);
        Assert.Equal(0.25, (double)json["baselines"]!["majority"]!["accuracy"]!);
        Assert.Equal(["name", "passed", "detail"], json["checks"]![0]!.AsObject().Select(p => p.Key));
        Assert.Equal(["metric", "value", "low", "high", "baseline", "difference", "verdict"], json["claims"]![0]!.AsObject().Select(p => p.Key));
        Assert.Equal(["value", "low", "high"], json["claims"]![0]!["difference"]!.AsObject().Select(p => p.Key));
        Assert.Equal("supported", (string?)json["verdict"]);
        Assert.NotNull(JsonSerializer.Deserialize<Evaluation>(json, RunJson.Indented));
    }
}
