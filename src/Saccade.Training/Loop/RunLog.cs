using System.Globalization;
using System.Text;

namespace Saccade.Training;

/// <summary>
/// Everything that a run tells the outside while it trains: journal, heartbeat, <c>progress.txt</c> and the observer in the
/// process. The two files are rewritten at most every five seconds, by whoever reports progress: the loop.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(5);
    private readonly RunFolder folder;
    private readonly Journal journal;
    private readonly ITrainingObserver? observer;
    private readonly TimeProvider time;
    private readonly string title;
    private DateTimeOffset lastBeat = DateTimeOffset.MinValue;
    private EpochEntry? lastEpoch;

    public RunLog(RunFolder folder, Journal journal, string title, ITrainingObserver? observer, TimeProvider time)
    {
        this.folder = folder;
        this.journal = journal;
        this.title = title;
        this.observer = observer;
        this.time = time;
    }

    public DateTimeOffset Now => time.GetUtcNow();

    public void Append(JournalEntry entry)
    {
        journal.Append(entry);
        lastEpoch = entry as EpochEntry ?? lastEpoch;
        observer?.OnEntry(entry);
    }

    public void Note(TrainingState state, string kind, string message) =>
        Append(new NoteEntry { Step = state.Step, Epoch = state.EpochsDone + 1, Time = Now, Kind = kind, Message = message });

    /// <summary>Tells the observer, and beats when the last beat is long enough ago.</summary>
    public void Progress(TrainingState state, TrainingProgress progress)
    {
        observer?.OnProgress(progress);
        if (Now - lastBeat >= BeatInterval)
            Beat(state, RunStatus.Running, progress);
    }

    public void Beat(TrainingState state, RunStatus status, TrainingProgress progress)
    {
        lastBeat = Now;
        new Heartbeat(Now, Environment.ProcessId, status, progress.Epoch, state.Step, progress.Loss).Write(folder.HeartbeatPath);
        AtomicFile.WriteText(folder.ProgressPath, Describe(state, status, progress));
    }

    public void FlushToDisk() => journal.FlushToDisk();

    public void Dispose() => journal.Dispose();

    private string Describe(TrainingState state, RunStatus status, TrainingProgress progress)
    {
        var culture = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.AppendLine(culture, $"{title}: {status.ToString().ToLowerInvariant()}");
        text.AppendLine(culture, $"{progress.Phase}, epoch {progress.Epoch} of {progress.Epochs}, {progress.Step} of {progress.Steps}");
        text.AppendLine(culture, $"loss {progress.Loss:G5}, {progress.StepsPerSecond:F2} steps/s");
        text.AppendLine(culture, $"elapsed {TimeSpan.FromSeconds(Math.Round(progress.Elapsed.TotalSeconds)):c}, {(progress.Remaining is { } left ? $"about {TimeSpan.FromSeconds(Math.Round(left.TotalSeconds)):c} left" : "time left not yet known")}");
        if (lastEpoch is { } epoch)
        {
            var metrics = string.Concat(epoch.Metrics.Select(m => string.Create(culture, $", {m.Key} {m.Value:G4}")));
            text.AppendLine(culture, $"epoch {epoch.Epoch}: train loss {epoch.TrainLoss:G5}, validation loss {epoch.ValidationLoss:G5}{metrics} (best: epoch {state.BestEpoch})");
        }
        text.AppendLine(culture, $"updated {Now:u}");
        return text.ToString();
    }
}
