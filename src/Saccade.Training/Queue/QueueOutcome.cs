namespace Saccade.Training;

/// <summary>What became of one run of a queue.</summary>
/// <param name="Folder">The run's folder, as the request gave it.</param>
/// <param name="Status">How it ended; <see cref="RunStatus.Stopped"/> also for one that was not begun.</param>
/// <param name="Reason">In one line.</param>
/// <param name="Evaluation">On the validation split; null unless it finished.</param>
public sealed record QueueOutcome(string Folder, RunStatus Status, string Reason, Evaluation? Evaluation = null);
