using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

public class TrainingQueueTests
{
    private static TrainingRequest Request(string folder, params string[] sets) => new()
    {
        Application = new ToyApplication(),
        Recipe = ToyApplication.Recipe(sets),
        Folder = folder,
    };

    private static TrainingQueue Queue(int parallel) => new(parallel, _ => { });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_run_that_fails_leaves_the_others_alone(int parallel)
    {
        using var folder = new TemporaryFolder();
        var told = new List<QueueOutcome>();
        var outcomes = Queue(parallel).Run(
            [Request(folder["a"]), Request(folder["b"], "toy.poison=3"), Request(folder["c"], "seed=2")],
            (_, outcome) =>
            {
                lock (told)
                    told.Add(outcome);
            },
            CancellationToken.None);
        Assert.Equal([RunStatus.Finished, RunStatus.Failed, RunStatus.Finished], outcomes.Select(o => o.Status));
        Assert.Equal("supported", outcomes[0].Evaluation!.Verdict);
        Assert.Null(outcomes[1].Evaluation);
        Assert.Contains("the loss is not finite", outcomes[1].Reason, StringComparison.Ordinal);
        Assert.Equal(outcomes.Select(o => o.Folder), told.Select(o => o.Folder).Order());
    }

    [Fact]
    public void A_queue_started_again_resumes_what_was_stopped_and_leaves_what_is_finished()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        TrainingRequest[] requests = [Request(folder["a"]), Request(folder["b"], "seed=2")];
        var first = Queue(1).Run(requests, (_, _) => cancellation.Cancel(), cancellation.Token);
        Assert.Equal([RunStatus.Finished, RunStatus.Stopped], first.Select(o => o.Status));
        Assert.False(Directory.Exists(folder["b"]));
        var finished = File.GetLastWriteTimeUtc(folder["a/run.json"]);
        var second = Queue(1).Run(requests, (_, _) => { }, CancellationToken.None);
        Assert.All(second, o => Assert.Equal(RunStatus.Finished, o.Status));
        Assert.StartsWith("finished before", second[0].Reason, StringComparison.Ordinal);
        Assert.Equal(finished, File.GetLastWriteTimeUtc(folder["a/run.json"]));
    }

    [Fact]
    public void Two_runs_cannot_share_a_folder() =>
        Assert.Contains("two runs", Assert.Throws<RunException>(() => Queue(1).Run([Request("/tmp/x"), Request("/tmp/./x")], (_, _) => { }, CancellationToken.None)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_run_that_was_stopped_between_training_and_evidence_is_judged_by_the_next_queue()
    {
        using var folder = new TemporaryFolder();
        Trainer.Train(Request(folder["a"]), CancellationToken.None);
        var reported = new List<string>();
        var outcome = Assert.Single(new TrainingQueue(1, job => reported.Add(job.Evaluation.Verdict)).Run([Request(folder["a"])], (_, _) => { }, CancellationToken.None));
        Assert.Equal((RunStatus.Finished, Split.Validation), (outcome.Status, outcome.Evaluation!.Split));
        Assert.Equal([outcome.Evaluation.Verdict], reported);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_run_that_starts_from_another_of_the_queue_waits_for_it(int parallel)
    {
        using var folder = new TemporaryFolder();
        var outcomes = Queue(parallel).Run([Request(folder["stage"]), Request(folder["next"], "epochs=1") with { From = folder["stage"] }], (_, _) => { }, CancellationToken.None);
        Assert.All(outcomes, o => Assert.Equal(RunStatus.Finished, o.Status));
        Assert.Contains(Journal.Read(RunFolder.Open(folder["next"]).JournalPath).OfType<NoteEntry>(), n => n.Kind == "from");
    }

    [Theory]
    [InlineData("one: [epochs=2, from=two]\ntwo: [epochs=3]", "starts from 'two', which is no variant above it")]
    [InlineData("one: [epochs=2, epochs=3]", "sets 'epochs' twice")]
    [InlineData("one: [epochs]", "not written key=value")]
    [InlineData("one: 2", "is no list of 'key=value'")]
    [InlineData("../one: [epochs=2]", "is no name of a variant")]
    [InlineData("", "names a base and no variant")]
    public void A_list_of_variants_that_makes_no_sense_is_refused_with_its_line(string variants, string expected)
    {
        var refused = Assert.Throws<RecipeException>(() => VariantList.Of(RecipeFile.Parse($"base: toy.yaml\n{variants}\n", "folder/list.yaml"))).Message;
        Assert.StartsWith("folder/list.yaml", refused, StringComparison.Ordinal);
        Assert.Contains(expected, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_cannot_be_written_fails_its_run_alone()
    {
        using var folder = new TemporaryFolder();
        var outcomes = new TrainingQueue(1, job => throw new RunException($"{job.Run.ReportPath}: cannot be written"))
            .Run([Request(folder["a"])], (_, _) => { }, CancellationToken.None);
        Assert.Equal((RunStatus.Failed, true), (outcomes[0].Status, outcomes[0].Reason.EndsWith("report.html: cannot be written", StringComparison.Ordinal)));
    }

    [Fact]
    public void Runs_side_by_side_share_the_cores_unless_their_recipe_says_otherwise()
    {
        using var folder = new TemporaryFolder();
        Queue(2).Run([Request(folder["a"], "threads=0"), Request(folder["b"], "threads=3", "seed=2")], (_, _) => { }, CancellationToken.None);
        int Threads(string name) => Journal.Read(RunFolder.Open(folder[name]).JournalPath).OfType<StartEntry>().Single().Threads;
        Assert.Equal((Math.Max(1, Environment.ProcessorCount / 2), 3), (Threads("a"), Threads("b")));
    }

    [Fact]
    public void More_runs_side_by_side_than_memory_holds_are_refused_with_numbers()
    {
        var requests = Enumerable.Range(0, 4000).Select(i => Request($"/tmp/x{i}", $"seed={i}")).ToArray();
        var refused = Assert.Throws<RunException>(() => Queue(4000).RequireRoom(requests)).Message;
        Assert.Matches("^4000 runs side by side need about [0-9.]+ GB of memory, but only [0-9.]+ [GM]B are free; --parallel [0-9]+ would fit$", refused);
        Queue(1).RequireRoom(requests);
    }

    [Fact]
    public void What_a_run_takes_over_has_to_be_there_before_the_queue_begins_unless_the_queue_makes_it()
    {
        using var folder = new TemporaryFolder();
        TrainingRequest[] requests = [Request(folder["a"]), Request(folder["b"], $"toy.pretrained={folder["other"]}")];
        Assert.Equal($"b: recipe: toy.pretrained: {folder["other"]}: is not a run", Assert.Throws<RunException>(() => TrainingQueue.RequirePretrained(requests)).Message);
        TrainingQueue.RequirePretrained([requests[0], Request(folder["b"], $"toy.pretrained={folder["a"]}")]);
        Directory.CreateDirectory(folder["other"]);
        TrainingQueue.RequirePretrained(requests);
        // A run that has begun has it already.
        Assert.All(Queue(1).Run(requests, (_, _) => { }, CancellationToken.None), o => Assert.Equal(RunStatus.Finished, o.Status));
        Directory.Delete(folder["other"]);
        TrainingQueue.RequirePretrained(requests);
    }

    [Fact]
    public void A_plan_reads_back_and_does_not_overwrite_another()
    {
        using var folder = new TemporaryFolder();
        var plan = new QueuePlan { Created = DateTimeOffset.UnixEpoch, Runs = [new("a-seed-1", "a.yaml", 1, ToyApplication.Recipe().ToJson())], Accepted = ["sorted_split"] };
        plan.Create(folder["q"]);
        Assert.Equal(("a-seed-1", 4), (QueuePlan.Read(folder["q"]).Runs[0].Name, (int)QueuePlan.Read(folder["q"]).Runs[0].Recipe["epochs"]!));
        Assert.Contains("holds a queue already", Assert.Throws<RunException>(() => plan.Create(folder["q"])).Message, StringComparison.Ordinal);
        File.WriteAllText(folder["q/queue.json"], "{");
        Assert.StartsWith(folder["q/queue.json"], Assert.Throws<RunException>(() => QueuePlan.Read(folder["q"])).Message, StringComparison.Ordinal);
    }
}
