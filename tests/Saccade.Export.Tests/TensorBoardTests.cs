using System.Text;
using Saccade.Export.TensorBoard;
using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Export.Tests;

public class TensorBoardTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static TrainingResult Train(TemporaryFolder folder, bool resume = false, int stopAt = int.MaxValue, Action<string>? tell = null)
    {
        using var stop = new CancellationTokenSource();
        return Trainer.Train(
            new TrainingRequest
            {
                Application = new ToyApplication(),
                Recipe = ToyApplication.Recipe(),
                Folder = folder["run"],
                Resume = resume,
                Observer = new ObserverPair(new TensorBoardLog(folder["run"], tell ?? (_ => { }), TimeProvider.System), new Stopper(stop, stopAt)),
            }, stop.Token);
    }

    private static IReadOnlyList<EventReader> Events(TemporaryFolder folder, string name = "run/tensorboard") =>
        EventReader.Read(Assert.Single(Directory.GetFiles(folder[name])));

    private static (long, string, float)[] Scalars(IReadOnlyList<EventReader> events) =>
        [.. events.SelectMany(e => e.Values.Where(v => v.Scalar is not null).Select(v => (e.Step, v.Tag, v.Scalar!.Value)))];

    [Fact]
    public void The_bytes_of_a_record_are_those_of_the_format()
    {
        using var stream = new MemoryStream();
        RecordWriter.Write(stream, EventMessages.Version(DateTimeOffset.UnixEpoch.AddSeconds(1.5)).Written);
        // Length 26, its masked checksum, the event (wall time 1.5, step 0, file version), its masked checksum: worked out by hand and by a checksum bit by bit.
        byte[] message = [0x09, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0x10, 0x00, 0x1A, 0x0D, .. "brain.Event:2"u8];
        Assert.Equal([26, 0, 0, 0, 0, 0, 0, 0], stream.ToArray()[..8]);
        Assert.Equal(message, stream.ToArray()[12..38]);
        Assert.Equal(42, stream.Length);
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard()
    {
        // RFC 3720, appendix B.4: 32 bytes of zeros, of ones, and counted up.
        Assert.Equal(0x8A9136AAu, EventReader.Checksum(new byte[32]));
        foreach (var data in new[] { new byte[32], [.. Enumerable.Repeat((byte)255, 32)], Encoding.ASCII.GetBytes("123456789"), [] })
        {
            var crc = EventReader.Checksum(data);
            Assert.Equal(((crc >> 15) | (crc << 17)) + 0xa282ead8, RecordWriter.MaskedChecksum(data));
        }
    }

    [Fact]
    public void A_training_logs_its_losses_metrics_learning_rate_norms_and_recipe()
    {
        using var folder = new TemporaryFolder();
        Train(folder);
        var events = Events(folder);
        Assert.Equal(("brain.Event:2", true), (events[0].Version, events[1].IsStart));
        Assert.Contains("    learning_rate: 0.05\n", events[2].Values.Single(v => v.Tag == "recipe").Text, StringComparison.Ordinal);
        var journal = Journal.Read(Path.Combine(folder["run"], "journal.jsonl"));
        var scalars = Scalars(events);
        Assert.Equal(journal.OfType<StepEntry>().Select(s => (s.Step, (float)s.Loss)), scalars.Where(s => s.Item2 == "loss/train").Select(s => (s.Item1, s.Item3)));
        Assert.Equal(journal.OfType<EpochEntry>().Select(e => (e.Step, (float)e.Metrics["accuracy"])), scalars.Where(s => s.Item2 == "metric/accuracy").Select(s => (s.Item1, s.Item3)));
        foreach (var tag in new[] { "learning_rate", "gradient_norm/global", "loss_term/class", "loss/validation", "loss/train_epoch", "memory/resident_mb" })
            Assert.Contains(scalars, s => s.Item2 == tag);
        Assert.Contains(scalars, s => s.Item2.StartsWith("gradient_norm/", StringComparison.Ordinal) && s.Item2.EndsWith("weight", StringComparison.Ordinal));
        Assert.StartsWith("finished: ", events[^1].Values.Single(v => v.Tag == "end").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resumed_run_has_each_step_once_and_the_values_of_a_run_that_was_never_stopped()
    {
        using var whole = new TemporaryFolder();
        using var stopped = new TemporaryFolder();
        Train(whole);
        Train(stopped, stopAt: 12);
        var first = Scalars(Events(stopped));
        // What a kill leaves behind: entries later than the last checkpoint, and half a record.
        File.AppendAllText(Directory.GetFiles(stopped["run/tensorboard"]).Single(), "torn");
        Train(stopped, resume: true);
        var both = Scalars(Events(stopped));
        Assert.True(first.Length < both.Length);
        Assert.Equal(Scalars(Events(whole)).Where(s => !IsOfTheMachine(s.Item2)), both.Where(s => !IsOfTheMachine(s.Item2)));

        static bool IsOfTheMachine(string tag) => tag.StartsWith("speed/", StringComparison.Ordinal) || tag.StartsWith("memory/", StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_log_gets_the_same_one_from_its_journal()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder).Run;
        TensorBoardLog.Write(run, folder["later"], Noon);
        Assert.Equal(Scalars(Events(folder)), Scalars(Events(folder, "later")));
    }

    [Fact]
    public void Event_files_of_other_runs_and_programs_stay_where_they_are()
    {
        using var folder = new TemporaryFolder();
        using var another = new TemporaryFolder();
        var run = Train(folder).Run;
        TensorBoardLog.Write(run, folder["logs"], Noon);
        TensorBoardLog.Write(run, folder["logs"], Noon);
        var own = Assert.Single(Directory.GetFiles(folder["logs"]));
        var refusal = Assert.Throws<RunException>(() => TensorBoardLog.Write(Train(another).Run, folder["logs"], Noon));
        Assert.StartsWith($"{own}: is not this run's", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(own, Assert.Single(Directory.GetFiles(folder["logs"])));
        File.WriteAllText(folder["logs/events.out.tfevents.1.host.2"], "");
        Assert.Throws<RunException>(() => TensorBoardLog.Write(run, folder["logs"], Noon));
        Assert.Equal(2, Directory.GetFiles(folder["logs"]).Length);
    }

    [Fact]
    public void A_log_that_cannot_be_written_is_told_once_and_does_not_stop_the_training()
    {
        using var folder = new TemporaryFolder();
        var told = new List<string>();
        using var stop = new CancellationTokenSource();
        var result = Trainer.Train(
            new TrainingRequest
            {
                Application = new ToyApplication(),
                Recipe = ToyApplication.Recipe(),
                Folder = folder["run"],
                Observer = new ObserverPair(new FileInItsPlace(folder["run/tensorboard"]), new TensorBoardLog(folder["run"], told.Add, TimeProvider.System)),
            }, stop.Token);
        Assert.Equal(RunStatus.Finished, result.Status);
        Assert.Contains("the TensorBoard log ends here", Assert.Single(told), StringComparison.Ordinal);
    }

    private sealed class Stopper(CancellationTokenSource stop, int step) : ITrainingObserver
    {
        private int _steps;

        public void OnEntry(JournalEntry entry) { }

        public void OnProgress(TrainingProgress progress)
        {
            if (progress.Phase == "train" && ++_steps == step)
                stop.Cancel();
        }
    }

    private sealed class FileInItsPlace(string path) : ITrainingObserver
    {
        public void OnEntry(JournalEntry entry)
        {
            if (entry is StartEntry)
                File.WriteAllText(path, "");
        }

        public void OnProgress(TrainingProgress progress) { }
    }
}
