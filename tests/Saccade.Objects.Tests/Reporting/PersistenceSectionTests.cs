using System.Text.Json;
using System.Text.RegularExpressions;
using Saccade.Objects.Reporting;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Tests.Reporting;

public sealed class PersistenceSectionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("objects", "track")]
    [InlineData("frames", "frame")]
    [InlineData("video", "clip")]
    public void A_section_shows_decisions_attention_and_clips_that_play(string model, string unit)
    {
        var (run, evaluation) = Judged("run", $"model={model}");

        var section = new PersistenceApplication().Report(run, evaluation)!;

        Assert.Contains($"asked about each <strong>{unit}</strong>", section.Html);
        Assert.Contains($"probability of being persistent, of each {unit}", section.Html);
        Assert.Equal(unit == "track", section.Html.Contains("share of tracks told rightly, by length", StringComparison.Ordinal));
        foreach (var part in new[] { "share of attention on persistent sightings", "clips by their ratio", "attention ratio on validation, by epoch", "after epoch 001", "after epoch 002", "a transient is seen", "class=\"film\"" })
            Assert.Contains(part, section.Html);
        Assert.DoesNotContain("NaN", Regex.Replace(section.Html, "base64,[^\"]*", ""));
        Assert.InRange(section.Html.Length, 10_000, 2_000_000);
    }

    [Fact]
    public void Without_its_data_a_run_still_shows_what_it_decided_and_no_clips()
    {
        var (run, evaluation) = Judged("run", "model=objects");

        var section = new PersistenceApplication().Report(run, evaluation with { DataHash = "another" })!;

        Assert.Contains("no clips can be shown", section.Html);
        Assert.Contains("probability of being persistent", section.Html);
        Assert.DoesNotContain("class=\"film\"", section.Html);
    }

    [Fact]
    public void Runs_side_by_side_show_the_same_clip_seen_by_each()
    {
        var (asked, first) = Judged("asked", "model=objects");
        var (left, second) = Judged("left", "model=objects", "loss.attention=0");

        var section = new PersistenceApplication().ReportTogether([Model("asked", (asked, first)), Model("left", (left, second))])!;

        Assert.Contains("One clip, seen by each", section.Html);
        Assert.Contains("yes, 0.200", section.Html);
        Assert.Contains("<td>no</td>", section.Html);
        // Its attention, and how sure it was.
        Assert.Equal((2, 2), (Regex.Count(section.Html, "aria-label=\"asked\""), Regex.Count(section.Html, "aria-label=\"left\"")));
        Assert.Null(new PersistenceApplication().ReportTogether([Model("asked", (asked, first with { Metrics = new Dictionary<string, Interval>() }))]));

        var two = new PersistenceApplication().ReportTogether([Model("both", (asked, first), (left, second))])!;

        // One row and one chart of each kind for both seeds, and twice as many tracks.
        Assert.Equal(1, Regex.Count(two.Html, "<tr class=\"model\">"));
        Assert.Contains("2 seeds", two.Html);
        Assert.Equal((1, 1), (Regex.Count(two.Html, "aria-label=\"both\""), Regex.Count(two.Html, "aria-label=\"both, seed 1\"")));
    }

    [Fact]
    public void The_attention_that_is_kept_is_that_of_the_same_clip_in_every_epoch()
    {
        var (run, _) = Judged("run", "model=objects");

        var kept = KeptAttention.Read(run);

        Assert.Equal(["epoch 001", "epoch 002"], kept.Select(k => k.Epoch));
        Assert.Equal(kept[0].Kept.Clip, kept[1].Kept.Clip);
        Assert.NotEqual(kept[0].Kept.Attention.Received, kept[1].Kept.Attention.Received);
        Assert.Equal(1, kept[1].Kept.Attention.Received.Sum(), 1e-3);
        Assert.Equal(kept[1].Kept.FrameOf.Count, kept[1].Kept.Attention.Received.Count);
        File.WriteAllText(Path.Combine(run.SamplesOf(2), "attention.json"), "{");
        Assert.Empty(KeptAttention.Read(run));
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(0.2, 3e8)]
    [InlineData(1.3, 1.31)]
    public void Clips_below_the_threshold_of_consistency_and_no_others_are_marked(double low, double high)
    {
        double[] ratios = [low, low, high];
        var chart = AttentionPart.RatioChart("ratios", ratios, tau: 1.3);
        Assert.Equal(ratios.Length, chart.Bins.Sum(b => b.Above));
        Assert.Equal(ratios.Count(r => r < 1.3), chart.Bins.Where(b => b.IsAboveMarked).Sum(b => b.Above));
        Assert.InRange(chart.Bins.Count, 2, 60);
    }

    private static JudgedModel Model(string label, params (RunFolder Run, Evaluation Evaluation)[] runs) => new(
        new ModelSummary
        {
            Name = label,
            Label = label,
            Runs = [.. runs.Select(r => r.Evaluation.Run)],
            Seeds = [.. runs.Select((_, i) => i + 1)],
            Metrics = runs[0].Evaluation.Metrics.Keys.ToDictionary(m => m, m => new SeedInterval(runs.Average(r => r.Evaluation.Metrics[m].Value), double.NaN, double.NaN, [.. runs.Select(r => r.Evaluation.Metrics[m].Value)])),
            Verdicts = new Dictionary<string, string>(),
            TrainingSeconds = double.NaN,
        },
        runs);

    // Judged as training judges it: without controls, which cost most of the time.
    private (RunFolder Run, Evaluation Evaluation) Judged(string name, params string[] overrides)
    {
        var applications = new ApplicationList(new PersistenceApplication());
        var (application, recipe) = applications.Bind(RecipeFile.Parse(SmallRecipe.Text, "test", ["data.validation=12", .. overrides]));
        var run = Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder[name] }, default).Run;
        using var data = (TokenizedClips)application.OpenData(recipe);
        using var loaded = new LoadedRun(applications, run);
        using var batch = data.Load(Split.Validation, [.. Enumerable.Range(0, 12).Select(i => (long)i)], 0);
        loaded.Model.Learner.Model.SetTraining(false);
        using var scope = loaded.Model.Learner.Model.Engine.BeginScope();
        var outputs = loaded.Model.Learner.Evaluate(batch).Outputs;
        File.WriteAllLines(run.OutputsPath(Split.Validation), outputs.Select(o => JsonSerializer.Serialize(o, RunJson.Line)));
        return (run, new Evaluation
        {
            Task = "persistence",
            Run = run.Root,
            Split = Split.Validation,
            Samples = outputs.Count,
            Metrics = application.Metrics.ToDictionary(m => m.Name, m => new Interval(m.Evaluate([.. outputs], [.. outputs.Select(_ => 1)]), double.NaN, double.NaN)),
            Baselines = new Dictionary<string, IReadOnlyDictionary<string, double>> { ["untrained"] = new Dictionary<string, double> { ["attention_mass"] = 0.8, ["attention_ratio"] = 1.1 } },
            Checks = [],
            Claims = [],
            Verdict = Verdicts.Supported,
        });
    }
}
