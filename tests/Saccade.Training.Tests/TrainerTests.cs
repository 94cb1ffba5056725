using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

public class TrainerTests
{
    private static TrainingRequest Request(string folder, params string[] sets) => new()
    {
        Application = new ToyApplication(),
        Recipe = ToyApplication.Recipe(sets),
        Folder = folder,
    };

    private static TrainingResult Train(TrainingRequest request) => Trainer.Train(request, CancellationToken.None);

    private static byte[] Final(string run) => File.ReadAllBytes(Path.Combine(run, "checkpoints", "final.safetensors"));

    [Fact]
    public void A_run_learns_and_leaves_everything_that_a_run_has()
    {
        using var folder = new TemporaryFolder();
        var result = Train(Request(folder["a"], "epochs=10", "checkpoint_every=5", "warmup_epochs=0.5", "toy.samples=256"));
        Assert.Equal((RunStatus.Finished, "the last epoch is done"), (result.Status, result.Reason));
        var journal = Journal.Read(result.Run.JournalPath);
        var epochs = journal.OfType<EpochEntry>().ToArray();
        Assert.Equal(Enumerable.Range(1, 10), epochs.Select(e => e.Epoch));
        Assert.True(epochs[^1].Metrics["accuracy"] > 0.9, $"accuracy {epochs[^1].Metrics["accuracy"]}");
        Assert.True(epochs[^1].TrainLoss < 0.7 * epochs[0].TrainLoss);
        Assert.IsType<StartEntry>(journal[0]);
        Assert.Equal(RunStatus.Finished, Assert.IsType<EndEntry>(journal[^1]).Status);
        Assert.Equal(160, journal.OfType<StepEntry>().Count());
        Assert.All(journal.OfType<StepEntry>(), s => Assert.InRange(s.MemoryMb!.Value, 1, 1e6));
        Assert.Equal(320 * 8, epochs[^1].SamplesSeen);
        Assert.Equal(["norm.bias", "norm.weight", "score.bias", "score.weight"], epochs[0].GradientNorms.Keys.Order());
        Assert.Equal(["best.safetensors", "epoch-0005.safetensors", "epoch-0010.safetensors", "final.safetensors", "last.safetensors"],
            Directory.GetFiles(result.Run.CheckpointsPath).Select(Path.GetFileName).Order());
        Assert.Equal(RunStatus.Finished, Heartbeat.Read(result.Run.HeartbeatPath).Status);
        Assert.Contains("toy/linear: finished", File.ReadAllText(result.Run.ProgressPath), StringComparison.Ordinal);
        Assert.Equal(RunStatus.Finished, result.Run.ReadInfo().Status);
    }

    [Fact]
    public void The_same_recipe_gives_the_same_bytes_and_another_seed_does_not()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, seed) in new[] { ("a", 1), ("b", 1), ("c", 2) })
            Train(Request(folder[name], $"seed={seed}"));
        Assert.Equal(Final(folder["a"]), Final(folder["b"]));
        Assert.NotEqual(Final(folder["a"]), Final(folder["c"]));
    }

    [Theory]
    [InlineData("toy.endless=true")]
    [InlineData("trainer.ema_decay=0.9")]
    [InlineData("trainer.optimiser=sgd")]
    [InlineData("schedule=plateau")]
    [InlineData("batch_size=7")]
    public void A_run_stopped_by_the_user_and_resumed_ends_with_the_same_bytes(string set)
    {
        using var folder = new TemporaryFolder();
        Train(Request(folder["whole"], set));
        foreach (var stopAt in new[] { 1, 13, 16 })
        {
            using var cancellation = new CancellationTokenSource();
            var run = folder[$"stopped-{stopAt}"];
            var stopped = Trainer.Train(Request(run, set) with { Observer = new StopAfter(stopAt, cancellation) }, cancellation.Token);
            Assert.Equal(RunStatus.Stopped, stopped.Status);
            Assert.Equal(RunStatus.Stopped, stopped.Run.ReadInfo().Status);
            Assert.Equal(RunStatus.Finished, Train(Request(run, set) with { Resume = true }).Status);
            Assert.Equal(Final(folder["whole"]), Final(run));
            Assert.Equal(EpochLosses(folder["whole"]), EpochLosses(run));
        }
    }

    [Fact]
    public void Stopping_rules_end_the_run_early()
    {
        using var folder = new TemporaryFolder();
        var result = Train(Request(folder["a"], "epochs=50", "stop=any(target(accuracy, 0.1), time(1h))"));
        Assert.StartsWith("accuracy reached", result.Reason, StringComparison.Ordinal);
        Assert.Single(Journal.Read(result.Run.JournalPath).OfType<EpochEntry>());
        Assert.True(File.Exists(Path.Combine(result.Run.CheckpointsPath, "final.safetensors")));
    }

    [Fact]
    public void A_time_limit_ends_a_run_within_an_epoch()
    {
        using var folder = new TemporaryFolder();
        var request = Request(folder["a"], "stop=time(20s)", "trainer.checkpoint_minutes=0") with { Time = new TickingTime() };
        var result = Train(request);
        Assert.StartsWith("the time limit", result.Reason, StringComparison.Ordinal);
        var epoch = Assert.Single(Journal.Read(result.Run.JournalPath).OfType<EpochEntry>());
        Assert.InRange(epoch.Step, 1, 7);
        Assert.True(double.IsFinite(epoch.TrainLoss));
    }

    [Fact]
    public void What_cannot_be_trained_leaves_no_folder_behind()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<RunException>(() => Train(Request(folder["a"]) with { From = folder["nowhere"] }));
        Assert.Throws<RecipeException>(() => Train(Request(folder["a"], "stop=never")));
        Assert.False(Directory.Exists(folder["a"]));
    }

    [Fact]
    public void The_best_epoch_is_the_one_the_recipe_names()
    {
        using var folder = new TemporaryFolder();
        var result = Train(Request(folder["a"], "trainer.best_by=accuracy", "learning_rate=0.3"));
        var epochs = Journal.Read(result.Run.JournalPath).OfType<EpochEntry>().ToArray();
        Assert.Equal(epochs.MaxBy(e => e.Metrics["accuracy"])!.Epoch, epochs.Last(e => e.IsBest).Epoch);
        Assert.Contains("nearest is 'accuracy'", Assert.Throws<RecipeException>(() => Train(Request(folder["b"], "trainer.best_by=acuracy"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_not_finite_names_step_layer_and_samples()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<RunException>(() => Train(Request(folder["a"], "toy.poison=13")));
        Assert.Matches(@"^step [1-8]: the loss is not finite; it first appeared in layer norm \(samples .*Train-13.*\)", error.Message);
        var run = RunFolder.Open(folder["a"]);
        Assert.Equal(RunStatus.Failed, run.ReadInfo().Status);
        Assert.Contains("Train-13", run.ReadInfo().Reason, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Failed, Heartbeat.Read(run.HeartbeatPath).Status);
    }

    [Fact]
    public void A_damaged_checkpoint_is_named_and_not_used()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var run = Trainer.Train(Request(folder["a"]) with { Observer = new StopAfter(5, cancellation) }, cancellation.Token).Run;
        var path = Path.Combine(run.CheckpointsPath, "last.safetensors");
        var bytes = File.ReadAllBytes(path);
        foreach (var damage in new[] { bytes.Length - 3, 12, bytes.AsSpan().IndexOf("step"u8) + 6, bytes.Length })
        {
            var damaged = bytes.ToArray();
            if (damage < bytes.Length)
                damaged[damage] ^= 1;
            File.WriteAllBytes(path, damage < bytes.Length ? damaged : damaged[..^10]);
            var error = Assert.Throws<RunException>(() => Train(Request(run.Root) with { Resume = true })).Message;
            Assert.Contains(path, error, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error);
        }
        File.WriteAllBytes(path, bytes);
        Assert.Equal(RunStatus.Finished, Train(Request(run.Root) with { Resume = true }).Status);
    }

    [Fact]
    public void A_finished_run_cannot_be_resumed_nor_one_on_other_data()
    {
        using var folder = new TemporaryFolder();
        Train(Request(folder["a"]));
        Assert.Contains("has finished", Assert.Throws<RunException>(() => Train(Request(folder["a"]) with { Resume = true })).Message, StringComparison.Ordinal);
        using var cancellation = new CancellationTokenSource();
        Trainer.Train(Request(folder["b"]) with { Observer = new StopAfter(5, cancellation) }, cancellation.Token);
        Assert.Contains("other data", Assert.Throws<RunException>(() => Train(Request(folder["b"], "toy.samples=72") with { Resume = true })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["runs"], "a file in the folder's place");
        var error = Assert.Throws<RunException>(() => Train(Request(folder["runs/a"]))).Message;
        Assert.Contains(folder["runs/a"], error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_ends_the_run_as_failed()
    {
        using var folder = new TemporaryFolder();
        var run = folder["a"];
        // A folder in the place of the best checkpoint: the rename fails as it would on a full disk.
        var observer = new OnFirstEntry(() => Directory.CreateDirectory(Path.Combine(run, "checkpoints", "best.safetensors")));
        var error = Assert.Throws<RunException>(() => Train(Request(run) with { Observer = observer })).Message;
        Assert.Contains("best.safetensors: cannot be written", error, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Failed, RunFolder.Open(run).ReadInfo().Status);
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(run, "checkpoints")), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Failed_checks_and_a_failing_mirror_are_noted_and_training_goes_on()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mirror"], "");
        var result = Train(Request(folder["a"], "toy.sorted=true") with { Mirror = folder["mirror"] });
        Assert.Equal(RunStatus.Finished, result.Status);
        var notes = Journal.Read(result.Run.JournalPath).OfType<NoteEntry>().ToArray();
        Assert.Contains(notes, n => n.Kind == "failed_check" && n.Message.StartsWith("missing_class", StringComparison.Ordinal));
        Assert.Contains(notes, n => n.Kind == "mirror" && n.Message.Contains("fails", StringComparison.Ordinal));
    }

    [Fact]
    public void Fine_tuning_starts_from_another_run_s_weights()
    {
        using var folder = new TemporaryFolder();
        var first = Train(Request(folder["a"], "epochs=10"));
        var tuned = Train(Request(folder["b"], "epochs=1", "learning_rate=0.0001") with { From = first.Run.Root });
        double Loss(RunFolder run) => Journal.Read(run.JournalPath).OfType<EpochEntry>().Last().ValidationLoss;
        Assert.True(Loss(tuned.Run) < 1.1 * Loss(first.Run));
    }

    [Fact]
    public void Every_step_of_an_epoch_takes_different_samples_in_an_order_of_its_own()
    {
        using var data = new ToyData(new ToyOptions { Samples = 20 });
        var order = new EpochOrder(data, 6, 1);
        var first = Enumerable.Range(0, 3).SelectMany(s => order.Indices(s)).ToArray();
        var second = Enumerable.Range(3, 3).SelectMany(s => order.Indices(s)).ToArray();
        Assert.Equal((3, 18), (order.StepsPerEpoch, first.Distinct().Count()));
        Assert.NotEqual(first, second);
        Assert.Equal(first[6..12], new EpochOrder(data, 6, 1).Indices(1));
        using var endless = new ToyData(new ToyOptions { Samples = 20, Endless = true });
        Assert.Equal([30, 31, 32, 33, 34, 35], new EpochOrder(endless, 6, 1).Indices(5));
    }

    [Fact]
    public void A_loss_far_above_the_recent_ones_is_a_spike()
    {
        var spikes = new LossSpikes();
        for (var i = 0; i < 50; i++)
            Assert.Null(spikes.Judge(1 + (0.01 * (i % 5))));
        Assert.True(spikes.Judge(2) > 6);
        Assert.Null(spikes.Judge(1));
    }

    [Fact]
    public void An_epoch_s_numbers_show_overfitting_dead_and_exploding_layers_and_modes_that_disagree()
    {
        EpochEntry Epoch(double train, double validation) => StopRuleTests.Epoch(0.5, 0) with { TrainLoss = train, ValidationLoss = validation };
        Assert.Equal(["overfitting"], EpochDiagnosis.Judge([Epoch(4, 1), Epoch(3, 2), Epoch(2, 3), Epoch(1, 4)]).Select(d => d.Kind));
        Assert.Empty(EpochDiagnosis.Judge([Epoch(4, 1), Epoch(3, 2), Epoch(2, 1.9), Epoch(1, 4)]));
        var norms = new Dictionary<string, double> { ["a"] = 1, ["b"] = 1.5, ["c"] = 0, ["d"] = 5000 };
        Assert.Equal(["dead_layer", "exploding_layer"], EpochDiagnosis.Judge([Epoch(1, 1) with { GradientNorms = norms }]).Select(d => d.Kind));
        // A module none of whose parts gets anything is named once.
        var modules = new Dictionary<string, double> { ["encoder.a"] = 3, ["encoder.b"] = 4, ["head.fc1.weight"] = 0, ["head.fc1.bias"] = 0, ["other.a"] = 1, ["other.b"] = 0 };
        Assert.Equal(
            [("dead_module", "head gets no gradient at all"), ("dead_layer", "other.b gets no gradient")],
            EpochDiagnosis.Judge([Epoch(1, 1) with { GradientNorms = modules }]));
        Assert.Equal([("encoder", 5.0), ("head", 0.0), ("other", 1.0)], ModuleNorms.Of(modules));
        Assert.True(EpochDiagnosis.ModesDisagree(0.75, 8.7));
        Assert.False(EpochDiagnosis.ModesDisagree(0.75, 0.8));
    }

    private static double[] EpochLosses(string run) =>
        [.. Journal.Read(Path.Combine(run, "journal.jsonl")).OfType<EpochEntry>().SelectMany(e => new[] { e.TrainLoss, e.ValidationLoss })];

    /// <summary>A clock that goes on by a second whenever somebody looks at it.</summary>
    private sealed class TickingTime : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => ++ticks;
    }

    private sealed class StopAfter(long step, CancellationTokenSource cancellation) : ITrainingObserver
    {
        public void OnEntry(JournalEntry entry) { }

        public void OnProgress(TrainingProgress progress)
        {
            if (progress.Phase == "train" && ((progress.Epoch - 1) * progress.Steps) + progress.Step == step)
                cancellation.Cancel();
        }
    }

    private sealed class OnFirstEntry(Action action) : ITrainingObserver
    {
        public void OnEntry(JournalEntry entry)
        {
            if (entry is StartEntry)
                action();
        }

        public void OnProgress(TrainingProgress progress) { }
    }
}
