using Saccade.Cli.Demo;
using Saccade.Training;

namespace Saccade.Cli.Tests;

public class DemoTests
{
    private static readonly (string, SpeedProbe)[] Models = [("magvit", new SpeedProbe(0.009, 0.003)), ("transformer", new SpeedProbe(0.006, 0.002))];

    [Fact]
    public void The_plan_fills_the_time_there_is_and_not_more()
    {
        var time = TimeSpan.FromMinutes(3);
        var plan = DemoPlan.Fitting(time, Models);
        Assert.InRange(plan.Expected, time * 0.95, time);
        Assert.Equal(4, plan.Stages.Count);
        Assert.Equal(0, plan.Sizes.Clips % (16 * plan.Sizes.Epochs));
        Assert.InRange(plan.Sizes.Test, 200, 1000);
        Assert.True(plan.Sizes.TimeLimit > plan.Stages[0].Expected);
    }

    [Fact]
    public void A_slow_machine_still_trains_a_little_and_a_fast_one_not_for_ever()
    {
        Assert.True(DemoPlan.Fitting(TimeSpan.FromSeconds(1), Models).Sizes.Clips > 0);
        Assert.InRange(DemoPlan.Fitting(TimeSpan.FromDays(1), Models).Sizes.Clips, 50_000, 60_000);
    }

    [Fact]
    public void A_given_number_of_clips_decides_everything_and_no_clock_does()
    {
        var plan = DemoPlan.Of(1000, ["magvit", "transformer"]);
        Assert.Equal(1024, plan.Sizes.Clips);
        Assert.Null(plan.Sizes.TimeLimit);
        Assert.Equal(["training magvit", "judging magvit, with its controls", "training transformer", "judging transformer, with its controls"], plan.Stages.Select(s => s.Name));
    }

    [Fact]
    public void The_time_left_counts_the_stages_to_come()
    {
        var (clock, shown) = (new StoppedClock(), new Shown());
        var progress = new DemoProgress(shown, new DemoPlan(new DemoSizes(64, 4, 4, 4), [new("a", TimeSpan.FromSeconds(30)), new("b", TimeSpan.FromSeconds(50))]), clock);
        progress.Next();
        clock.Advance(TimeSpan.FromSeconds(10));
        progress.OnProgress(new TrainingProgress("train", 1, 4, 1, 10, 1, 1, TimeSpan.Zero, null));
        Assert.Equal(TimeSpan.FromSeconds(70), shown.Last.Remaining);
        progress.Next();
        clock.Advance(TimeSpan.FromSeconds(60));
        progress.OnProgress(new TrainingProgress("evaluate", 1, 1, 1, 10, 1, 1, TimeSpan.Zero, null));
        Assert.Equal(TimeSpan.Zero, shown.Last.Remaining);
        Assert.Equal(TimeSpan.FromSeconds(70), shown.Last.Elapsed);
    }

    [Fact]
    public void The_demo_trains_every_extractor_that_needs_nothing_else() =>
        Assert.Equal(
            ["recipes/trajectories-i3d.yaml", "recipes/trajectories-keypoints.yaml", "recipes/trajectories-magvit.yaml", "recipes/trajectories-slowfast.yaml", "recipes/trajectories-transformer.yaml"],
            DemoRecipe.All.Select(r => r.Source));

    [Fact]
    public void The_smallest_demo_judges_every_model_and_writes_its_report()
    {
        using var folder = new TemporaryFolder();
        var root = folder["demo"];
        var run = RecordedRun.Of("demo", "--clips", "1", "--out", root, "--json");
        Assert.True(run.Code == ExitCode.Done, run.Error);
        var result = run.Json();
        Assert.Equal(["i3d", "keypoints", "magvit", "slowfast", "transformer"], result.GetProperty("runs").EnumerateArray().Select(r => Path.GetFileName(r.GetProperty("run").GetString())));
        foreach (var judged in result.GetProperty("runs").EnumerateArray())
        {
            Assert.All(judged.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("passed").GetBoolean(), check.ToString()));
            foreach (var control in new[] { "majority", "constant", "still_frame", "shuffled_frames", "permuted_labels", "nearest_centroid" })
                Assert.True(judged.GetProperty("baselines").TryGetProperty(control, out _), control);
        }
        Assert.Contains("transformer", File.ReadAllText(Path.Combine(root, "report.html")));
    }

    [Theory]
    [InlineData("--clips", "0")]
    [InlineData("--minutes", "0")]
    [InlineData("--seed", "-1")]
    public void Sizes_out_of_range_are_usage_errors(string option, string value) => Assert.Equal(ExitCode.Usage, RecordedRun.Of("demo", option, value).Code);

    private sealed class Shown : ITrainingObserver
    {
        public TrainingProgress Last { get; private set; }

        public void OnEntry(JournalEntry entry)
        {
        }

        public void OnProgress(TrainingProgress progress) => Last = progress;
    }
}
