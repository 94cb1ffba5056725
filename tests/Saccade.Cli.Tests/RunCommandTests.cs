using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Cli.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RunCommandTests() => File.WriteAllText(_folder["toy.yaml"], "task: toy\nmodel: linear\nepochs: 3\nbatch_size: 8\nlearning_rate: 0.05\nthreads: 1\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_trained_judged_compared_and_reported()
    {
        var train = Run("train", _folder["toy.yaml"], "--out", _folder["a"], "--json");
        Assert.Equal(ExitCode.Done, train.Code);
        Assert.Equal("validation", train.Json().GetProperty("split").GetString());
        Assert.Contains("epoch 3/3", train.Error);
        Assert.Equal(ExitCode.Done, Run("train", _folder["toy.yaml"], "--out", _folder["b"], "--set", "seed=2").Code);

        var evaluation = Run("evaluate", _folder["a"], "--json").Json();
        foreach (var name in new[] { "task", "run", "split", "samples", "metrics", "baselines", "checks", "claims", "verdict" })
            Assert.True(evaluation.TryGetProperty(name, out _), name);
        Assert.True(evaluation.GetProperty("metrics").GetProperty("accuracy").TryGetProperty("low", out _));
        Assert.Equal("test", evaluation.GetProperty("split").GetString());

        var comparison = Run("compare", _folder["a"], _folder["b"], "--json").Json();
        Assert.Equal(2, comparison.GetProperty("runs").GetArrayLength());
        Assert.Equal(_folder["a"], comparison.GetProperty("runs")[0].GetProperty("run").GetString());
        foreach (var name in new[] { "models", "ensemble", "recommendation" })
            Assert.True(comparison.TryGetProperty(name, out _), name);
        Assert.Contains(comparison.GetProperty("differences").EnumerateArray(), d => d.GetProperty("metric").GetString() == "accuracy");

        Assert.Equal(ExitCode.Done, Run("report", _folder["a"], _folder["b"], "--out", _folder["both.html"]).Code);
        var both = File.ReadAllText(_folder["both.html"]);
        Assert.Contains("<title>linear, 2 seeds</title>", both); // the same recipe: one model with an interval
        Assert.DoesNotContain("Differences between models", both);
        Assert.Contains("Claims", File.ReadAllText(Path.Combine(_folder["a"], "report.html")));
    }

    [Fact]
    public void A_comparison_for_people_shows_models_costs_differences_and_a_recommendation()
    {
        Run("train", _folder["toy.yaml"], "--seeds", "1,2", "--set", "epochs=20", "--set", "toy.samples=400", "--out", _folder["queue"]);
        Run("train", _folder["toy.yaml"], "--set", "learning_rate=0.00001", "--set", "toy.samples=400", "--out", _folder["slow"]);
        var shown = Run("compare", Path.Combine(_folder["queue"], "toy-seed-1") + "/", Path.Combine(_folder["queue"], "toy-seed-2"), _folder["slow"]);
        Assert.Equal(ExitCode.Done, shown.Code);
        foreach (var expected in new[] { "3 runs of 2 models", "latency", "recognised of each class", "below", "first minus second", "p, corrected", "asked together", "Take toy", "Lower is better: ece." })
            Assert.Contains(expected, shown.Output);

        Assert.Equal(ExitCode.Done, Run("report", Path.Combine(_folder["queue"], "toy-seed-1"), Path.Combine(_folder["queue"], "toy-seed-2"), _folder["slow"], "--split", "test", "--out", _folder["all.html"]).Code);
        var page = File.ReadAllText(_folder["all.html"]);
        foreach (var expected in new[] { "<title>toy, slow compared</title>", "Differences between models", "Recipes and their differences", "learning_rate", "2 models (3 runs)" })
            Assert.Contains(expected, page);
        Assert.Contains("report was given the same run twice", Run("report", _folder["slow"], _folder["slow"]).Error);
    }

    [Fact]
    public void A_mirror_ends_with_the_evidence_and_the_report()
    {
        Run("train", _folder["toy.yaml"], "--out", _folder["a"], "--mirror", _folder["mirror"]);
        foreach (var name in new[] { "run.json", "evidence.json", "report.html", "outputs-validation.jsonl" })
            Assert.Equal(File.ReadAllText(Path.Combine(_folder["a"], name)), File.ReadAllText(Path.Combine(_folder["mirror"], name)));
    }

    [Fact]
    public void Runs_on_different_data_are_not_compared()
    {
        Run("train", _folder["toy.yaml"], "--out", _folder["a"]);
        Run("train", _folder["toy.yaml"], "--out", _folder["b"], "--set", "toy.samples=128");
        var refused = Run("compare", _folder["a"], _folder["b"]);
        Assert.Equal(ExitCode.Failed, refused.Code);
        Assert.Contains("cannot be compared: they were judged on different data", refused.Error);
    }

    [Fact]
    public void An_evaluation_for_people_shows_controls_and_verdict()
    {
        Run("train", _folder["toy.yaml"], "--out", _folder["a"]);
        var shown = Run("evaluate", _folder["a"]).Output;
        foreach (var expected in new[] { "this model", "majority", "input_blind", "against", "Verdict:" })
            Assert.Contains(expected, shown);
    }

    [Fact]
    public void Failing_data_makes_the_numbers_invalid_unless_accepted_by_name()
    {
        var run = Run("train", _folder["toy.yaml"], "--out", _folder["a"], "--set", "toy.sorted=true", "--json");
        Assert.Equal(ExitCode.InvalidEvidence, run.Code);
        var verdict = run.Json().GetProperty("verdict").GetString()!;
        Assert.StartsWith("invalid: ", verdict);
        var failed = run.Json().GetProperty("checks").EnumerateArray().Where(c => !c.GetProperty("passed").GetBoolean()).SelectMany(c => new[] { "--accept", c.GetProperty("name").GetString()! });
        Assert.Equal(ExitCode.Done, Run(["evaluate", _folder["a"], .. failed]).Code);
    }

    [Fact]
    public void A_cancelled_training_stops_cleanly_and_goes_on()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var stopped = RecordedRun.Of(Commands(), ["train", _folder["toy.yaml"], "--out", _folder["a"], "--json"], stop.Token);
        Assert.Equal(ExitCode.Interrupted, stopped.Code);
        Assert.Equal("stopped", stopped.Json().GetProperty("status").GetString());
        Assert.Equal(ExitCode.Done, Run("train", "--out", _folder["a"], "--resume").Code);
        var again = Run("train", "--out", _folder["a"], "--resume");
        Assert.Equal(ExitCode.Failed, again.Code);
        Assert.Contains("has finished", again.Error);
    }

    [Fact]
    public void A_run_does_not_go_on_under_another_recipe()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        RecordedRun.Of(Commands(), ["train", _folder["toy.yaml"], "--out", _folder["a"]], stop.Token);
        var run = Run("train", "--out", _folder["a"], "--resume", "--set", "batch_size=4");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("'batch_size: 8', not 4", run.Error);
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("report")]
    [InlineData("compare")]
    public void A_run_that_does_not_exist_is_named(string command)
    {
        var run = Run(command, _folder["nowhere"], _folder["nowhere2"]);
        Assert.NotEqual(ExitCode.Done, run.Code);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_mistake_in_the_recipe_names_file_line_and_the_nearest_key()
    {
        File.AppendAllText(_folder["toy.yaml"], "epoch: 3\n");
        var run = Run("train", _folder["toy.yaml"], "--out", _folder["a"]);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("toy.yaml:7: 'epoch'", run.Error);
        Assert.Contains("'epochs'", run.Error);
        Assert.False(Directory.Exists(_folder["a"]));
    }

    [Fact]
    public void An_unknown_extractor_names_file_line_and_the_nearest_one()
    {
        File.WriteAllText(_folder["balls.yaml"], "task: trajectories\nmodel: transfomer\n");
        var run = RecordedRun.Of("train", _folder["balls.yaml"], "--out", _folder["a"]);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.EndsWith("balls.yaml:2: 'model' is 'transfomer', which is no extractor; the nearest is 'transformer'", Assert.Single(run.Error.TrimEnd().Split('\n')));
        Assert.False(Directory.Exists(_folder["a"]));
    }

    [Fact]
    public void A_damaged_checkpoint_is_named()
    {
        Run("train", _folder["toy.yaml"], "--out", _folder["a"]);
        var best = Path.Combine(_folder["a"], "checkpoints", CheckpointNames.Best);
        using (var file = File.OpenWrite(best))
            file.SetLength(file.Length - 8);
        var run = Run("evaluate", _folder["a"]);
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains(CheckpointNames.Best, Assert.Single(run.Error.TrimEnd().Split('\n')));
    }

    [Fact]
    public void Explaining_needs_an_input_that_is_there()
    {
        var none = Run("explain", _folder["a"], "--out", _folder["results"]);
        Assert.Equal(ExitCode.Usage, none.Code);
        Assert.Contains("INPUT or --sample", none.Error);
        var missing = Run("explain", _folder["a"], _folder["no.mp4"], "--out", _folder["results"]);
        Assert.Equal(ExitCode.Failed, missing.Code);
        Assert.Contains("no.mp4: there is no such file", missing.Error);
        Assert.Contains("--sample", Run("explain", _folder["a"], _folder.Path, "--out", _folder["results"]).Error);
        Assert.False(Directory.Exists(_folder["results"]));
    }

    [Fact]
    public void A_task_without_explanations_says_so()
    {
        Run("train", _folder["toy.yaml"], "--out", _folder["a"]);
        var refused = Run("explain", _folder["a"], "--sample", "0", "--out", _folder["results"]);
        Assert.Equal(ExitCode.Failed, refused.Code);
        Assert.Contains("'toy' has nothing to explain", Assert.Single(refused.Error.TrimEnd().Split('\n'), line => line.StartsWith("saccade:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Predicting_a_missing_file_says_so_before_anything_is_made()
    {
        var run = Run("predict", _folder["a"], _folder["no.mp4"], "--out", _folder["results"]);
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("no.mp4: there is no such file", run.Error);
        Assert.False(Directory.Exists(_folder["results"]));
    }

    private static IEnumerable<System.CommandLine.Command> Commands() => CommandList.All(ToyApplication.List);

    private static RecordedRun Run(params string[] arguments) => RecordedRun.Of(Commands(), arguments);
}
