using Saccade.Cli.Progress;
using Saccade.Report;
using Saccade.Training;

namespace Saccade.Cli.Queue;

/// <summary>Where one run of a queue stands, in the words of the live table. Written by the thread that trains it, under the board's lock.</summary>
/// <param name="name">The run's.</param>
/// <param name="metric">The metric that is shown: the application's first.</param>
internal sealed class QueueRow(string name, string metric)
{
    private const string Waiting = "waiting";

    public string Name => name;

    /// <summary>In words: waiting, what is being done, or how it ended.</summary>
    public string Status { get; private set; } = Waiting;

    public string Epoch { get; private set; } = "";

    /// <summary>The metric's value in the best epoch so far.</summary>
    public string Best { get; private set; } = "";

    public string Pace { get; private set; } = "";

    public string Left => IsRunning && Remaining is { } left ? NumberText.Duration(left) : "";

    public bool IsRunning => Began is not null && Outcome is null;

    /// <summary>When it began, on the board's clock; null before.</summary>
    public TimeSpan? Began { get; private set; }

    /// <summary>Time from its begin to its end; null before, and for a run that was finished before.</summary>
    public TimeSpan? Took { get; private set; }

    /// <summary>Time left to train; null when not yet known, or when it is being judged.</summary>
    public TimeSpan? Remaining { get; private set; }

    public QueueOutcome? Outcome { get; private set; }

    public void Take(JournalEntry entry)
    {
        if (entry is EpochEntry { IsBest: true } epoch && epoch.Metrics.TryGetValue(metric, out var value))
            Best = $"{NumberText.Words(metric)} {NumberText.Of(value)}";
    }

    public void Take(TrainingProgress progress, TimeSpan now)
    {
        Began ??= now;
        var isTraining = progress.Phase is "train" or "validate";
        Status = isTraining ? TrainingText.Phase(progress.Phase) : $"judging: {TrainingText.Phase(progress.Phase)} {progress.Step}/{progress.Steps}";
        if (isTraining)
            Epoch = $"{progress.Epoch}/{progress.Epochs}";
        Pace = isTraining && double.IsFinite(progress.StepsPerSecond) ? NumberText.Of(progress.StepsPerSecond) : "";
        Remaining = isTraining ? progress.Remaining : null;
    }

    public void End(QueueOutcome outcome, TimeSpan now)
    {
        Outcome = outcome;
        Took = now - Began;
        (Pace, Remaining) = ("", null);
        Status = outcome.Evaluation is { } evaluation ? evaluation.Verdict : outcome.Status.ToString().ToLowerInvariant();
    }
}
