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

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_run_that_fails_leaves_the_others_alone(int parallel)
    {
        using var folder = new TemporaryFolder();
        var told = new List<QueueOutcome>();
        var outcomes = new TrainingQueue(parallel).Run(
            [Request(folder.File("a")), Request(folder.File("b"), "toy.poison=3"), Request(folder.File("c"), "seed=2")],
            outcome =>
            {
                lock (told)
                    told.Add(outcome);
            },
            CancellationToken.None);
        Assert.Equal([RunStatus.Finished, RunStatus.Failed, RunStatus.Finished], outcomes.Select(o => o.Status));
        Assert.Contains("the loss is not finite", outcomes[1].Reason, StringComparison.Ordinal);
        Assert.Equal(outcomes.Select(o => o.Folder), told.Select(o => o.Folder).Order());
    }

    [Fact]
    public void A_queue_started_again_resumes_what_was_stopped_and_leaves_what_is_finished()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        TrainingRequest[] requests = [Request(folder.File("a")), Request(folder.File("b"), "seed=2")];
        var first = new TrainingQueue(1).Run(requests, _ => cancellation.Cancel(), cancellation.Token);
        Assert.Equal([RunStatus.Finished, RunStatus.Stopped], first.Select(o => o.Status));
        Assert.False(Directory.Exists(folder.File("b")));
        var finished = File.GetLastWriteTimeUtc(folder.File("a/run.json"));
        var second = new TrainingQueue(1).Run(requests, _ => { }, CancellationToken.None);
        Assert.All(second, o => Assert.Equal(RunStatus.Finished, o.Status));
        Assert.StartsWith("finished before", second[0].Reason, StringComparison.Ordinal);
        Assert.Equal(finished, File.GetLastWriteTimeUtc(folder.File("a/run.json")));
    }

    [Fact]
    public void Two_runs_cannot_share_a_folder() =>
        Assert.Contains("two runs", Assert.Throws<RunException>(() => new TrainingQueue(1).Run([Request("/tmp/x"), Request("/tmp/./x")], _ => { }, CancellationToken.None)).Message, StringComparison.Ordinal);
}
