namespace Saccade.Training;

/// <summary>What became of one run of a queue.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Status">How it ended; <see cref="RunStatus.Running"/> for one that another process trains.</param>
/// <param name="Reason">In one line.</param>
public sealed record QueueOutcome(string Folder, RunStatus Status, string Reason);
