using Saccade.Report;
using Saccade.Training;

namespace Saccade.Cli.Progress;

/// <summary>A training as plain lines, for logs and pipes: its start, each epoch, each note, and a sign of life every few seconds.</summary>
/// <param name="writer">Where they go.</param>
/// <param name="clock">Tells when a sign of life is due.</param>
/// <param name="prefix">Before each line, where several runs are told of.</param>
internal sealed class TrainingLines(TextWriter writer, TimeProvider clock, string prefix = "") : ITrainingObserver
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private long _last = clock.GetTimestamp();
    private string _phase = "";
    private int _epochs;

    public void OnEntry(JournalEntry entry)
    {
        switch (entry)
        {
            case StartEntry start:
                _epochs = start.Epochs;
                Write(TrainingText.Start(start));
                break;
            case EpochEntry epoch:
                Write(TrainingText.Epoch(epoch, _epochs));
                if (TrainingText.Gradients(epoch) is { } gradients)
                    Write(gradients);
                break;
            case NoteEntry note:
                Write($"note: {note.Message}");
                break;
            case EndEntry end:
                Write($"{end.Status.ToString().ToLowerInvariant()}: {end.Reason}");
                break;
        }
    }

    public void OnProgress(TrainingProgress progress)
    {
        var phase = TrainingText.Phase(progress.Phase);
        // A control is announced when it begins, since several short ones may follow each other within the interval.
        var isNewControl = phase != _phase && progress.Phase is not ("train" or "validate");
        _phase = phase;
        if (!isNewControl && clock.GetElapsedTime(_last) < SignOfLife)
            return;
        var epoch = progress.Epochs > 1 ? $"epoch {progress.Epoch}/{progress.Epochs}  " : "";
        var pace = progress.Remaining is null ? "" : $"  {TrainingText.Pace(progress)}";
        Write($"{epoch}{phase} {progress.Step}/{progress.Steps}{Loss(progress)}{pace}");
    }

    private static string Loss(TrainingProgress progress) => double.IsFinite(progress.Loss) ? $"  loss {NumberText.Of(progress.Loss)}" : "";

    // Notes of the mirror come from a thread of their own.
    private void Write(string line)
    {
        lock (_gate)
        {
            writer.WriteLine(prefix + line);
            _last = clock.GetTimestamp();
        }
    }
}
