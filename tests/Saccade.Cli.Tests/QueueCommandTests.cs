using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Cli.Tests;

public sealed class QueueCommandTests : IDisposable
{
    private const string Recipe = "task: toy\nmodel: linear\nepochs: 3\nbatch_size: 8\nlearning_rate: 0.05\nthreads: 1\n";
    private readonly TemporaryFolder _folder = new();

    public QueueCommandTests()
    {
        File.WriteAllText(_folder["good.yaml"], Recipe);
        File.WriteAllText(_folder["poisoned.yaml"], Recipe + "toy.poison: 3\n");
        File.WriteAllText(_folder["sorted.yaml"], Recipe + "toy.sorted: true\n");
    }

    private string Out => _folder["queue"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void Recipes_and_seeds_are_all_trained_judged_and_reported(string parallel)
    {
        var run = Train(_folder["good.yaml"], "--seeds", "1,2", "--parallel", parallel, "--json");
        Assert.Equal(ExitCode.Done, run.Code);
        var runs = run.Json().GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal([1, 2], runs.Select(r => r.GetProperty("seed").GetInt32()));
        Assert.All(runs, r => Assert.Equal("validation", r.GetProperty("evaluation").GetProperty("split").GetString()));
        Assert.True(File.Exists(Path.Combine(Out, "good-seed-2", "report.html")));
        Assert.Contains("good-seed-1: epoch 3/3", run.Error);
        Assert.Contains("good-seed-2: finished: the last epoch is done (", run.Error);
    }

    [Fact]
    public void A_failed_run_says_why_and_the_rest_goes_on()
    {
        var run = Train(_folder["poisoned.yaml"], _folder["sorted.yaml"], _folder["good.yaml"]);
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("poisoned-seed-1: failed: step ", run.Output);
        Assert.Contains("the loss is not finite", run.Error);
        Assert.Contains("invalid: constant_labels", run.Output);
        Assert.Equal(RunStatus.Finished, RunFolder.Open(Path.Combine(Out, "good-seed-1")).ReadInfo().Status);
    }

    [Fact]
    public void Invalid_evidence_alone_is_told_by_the_exit_code() =>
        Assert.Equal(ExitCode.InvalidEvidence, Train(_folder["sorted.yaml"], _folder["good.yaml"]).Code);

    [Fact]
    public void A_stopped_queue_goes_on_where_it_was()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var stopped = RecordedRun.Of(Commands(), ["train", _folder["good.yaml"], "--seeds", "1,2", "--out", Out], stop.Token);
        Assert.Equal(ExitCode.Interrupted, stopped.Code);
        Assert.Contains($"saccade train --out {Out} --resume", stopped.Output);
        File.Delete(_folder["good.yaml"]);
        Assert.Equal(ExitCode.Done, Train("--resume").Code);
        var finished = File.GetLastWriteTimeUtc(Path.Combine(Out, "good-seed-1", "evidence.json"));
        var again = Train("--resume", "--json");
        Assert.Equal(ExitCode.Done, again.Code);
        Assert.All(again.Json().GetProperty("runs").EnumerateArray(), r => Assert.StartsWith("finished before", r.GetProperty("reason").GetString()));
        Assert.Equal(finished, File.GetLastWriteTimeUtc(Path.Combine(Out, "good-seed-1", "evidence.json")));
    }

    [Fact]
    public void A_queue_does_not_go_on_under_other_recipes()
    {
        Train(_folder["good.yaml"], "--seeds", "1,2");
        Assert.Contains("'batch_size: 8', not 4", Refused("--resume", "--set", "batch_size=4"));
        Assert.Contains("has the run good-seed-2, which is not among those named", Refused(_folder["good.yaml"], "--seeds", "1,3", "--resume"));
        Assert.Contains("has its seeds already", Refused("--seeds", "1,2", "--resume"));
        Assert.Equal(ExitCode.Done, Train(_folder["good.yaml"], "--seeds", "1,2", "--resume").Code);
        var taken = Train(_folder["good.yaml"], "--seeds", "1,2");
        Assert.Equal(ExitCode.Failed, taken.Code);
        Assert.Contains("holds a queue already", taken.Error);
    }

    [Fact]
    public void Further_seeds_are_added_to_a_queue()
    {
        Train(_folder["good.yaml"], "--seeds", "1,2");
        var finished = File.GetLastWriteTimeUtc(Path.Combine(Out, "good-seed-1", "evidence.json"));
        Assert.Equal(ExitCode.Done, Train(_folder["good.yaml"], "--seeds", "1,2,3", "--resume").Code);
        Assert.Equal(finished, File.GetLastWriteTimeUtc(Path.Combine(Out, "good-seed-1", "evidence.json")));
        Assert.Equal(RunStatus.Finished, RunFolder.Open(Path.Combine(Out, "good-seed-3")).ReadInfo().Status);
        Assert.Equal(3, Train("--resume", "--json").Json().GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void Variants_of_a_recipe_are_trained_and_compared_with_it()
    {
        File.WriteAllText(_folder["list.yaml"], "base: good.yaml\nfirst: [epochs=1]\nsecond: [from=first, learning_rate=0.1]\nslow: [learning_rate=0.000001]\n");
        var run = Train(_folder["list.yaml"], "--json");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(4, run.Json().GetProperty("runs").GetArrayLength());
        var changes = run.Json().GetProperty("changes");
        // What another variant starts from is a stage of it.
        Assert.Equal(["second-seed-1", "slow-seed-1"], changes.GetProperty("differences").EnumerateArray().Select(d => Path.GetFileName(d.GetProperty("a").GetString())));
        Assert.Equal(Path.Combine(Out, "good-seed-1"), changes.GetProperty("against").GetString());
        Assert.Equal(Path.Combine(Out, "first-seed-1"), RunFolder.Open(Path.Combine(Out, "second-seed-1")).ReadInfo().From);
        var again = Train("--resume");
        Assert.Equal(ExitCode.Done, again.Code);
        Assert.Contains("compared with good-seed-1", again.Output);
        Assert.Contains("--against", again.Output);
        var compared = RecordedRun.Of(Commands(), ["compare", Path.Combine(Out, "good-seed-1"), Path.Combine(Out, "slow-seed-1"), "--against", Path.Combine(Out, "good-seed-1"), "--split", "validation", "--json"]);
        Assert.Equal(Path.Combine(Out, "good-seed-1"), compared.Json().GetProperty("against").GetString());
    }

    [Fact]
    public void A_variant_with_an_unknown_key_is_refused_with_the_lists_line()
    {
        File.WriteAllText(_folder["list.yaml"], "base: good.yaml\nodd: [epoch=1]\n");
        var run = Train(_folder["list.yaml"]);
        Assert.NotEqual(ExitCode.Done, run.Code);
        Assert.Contains($"{_folder["list.yaml"]}:2: 'epoch' is no key", run.Error);
        Assert.Contains("lists variants", Refused(_folder["list.yaml"], _folder["good.yaml"]));
        Assert.False(Directory.Exists(Out));
    }

    [Theory]
    [InlineData("--seeds", "1,x", "whole numbers")]
    [InlineData("--seeds", "2,2", "has 2 twice")]
    [InlineData("--seeds", "1,2", "contradict", "--set", "seed=3")]
    [InlineData("--parallel", "2", "several runs")]
    [InlineData("--parallel", "0", "between 1 and", "--seeds", "1,2")]
    public void A_queue_that_makes_no_sense_is_a_usage_error_and_leaves_nothing(string option, string value, string expected, params string[] more)
    {
        Assert.Contains(expected, Refused([_folder["good.yaml"], option, value, .. more]));
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void A_tokenizer_that_is_missing_is_found_before_the_first_run_begins()
    {
        File.WriteAllText(_folder["tokens.yaml"], $"{Recipe}toy.pretrained: {_folder["nothing"]}\n");
        var run = Train(_folder["good.yaml"], _folder["tokens.yaml"]);
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("tokens-seed-1: recipe: toy.pretrained: ", Assert.Single(run.Error.TrimEnd().Split('\n')));
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void One_recipe_cannot_be_given_twice() => Assert.Contains("given twice", Refused(_folder["good.yaml"], _folder["good.yaml"]));

    [Fact]
    public void One_seed_makes_one_run_as_ever()
    {
        Assert.Equal(ExitCode.Done, Train(_folder["good.yaml"], "--seeds", "7").Code);
        Assert.Equal(7, (int)RunFolder.Open(Out).ReadInfo().Recipe["seed"]!);
    }

    private string Refused(params string[] arguments)
    {
        var run = Train(arguments);
        Assert.Equal(ExitCode.Usage, run.Code);
        return Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private RecordedRun Train(params string[] arguments) => RecordedRun.Of(Commands(), ["train", .. arguments, "--out", Out]);

    private static IEnumerable<System.CommandLine.Command> Commands() => CommandList.All(ToyApplication.List);
}
