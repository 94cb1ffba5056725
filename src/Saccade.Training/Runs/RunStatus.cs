namespace Saccade.Training;

/// <summary>What became of a run. Whether a run that says <see cref="Running"/> still lives, <see cref="RunLife"/> tells.</summary>
public enum RunStatus
{
    /// <summary>Being trained.</summary>
    Running,

    /// <summary>Came to its last epoch or a stopping rule; the final checkpoint stands.</summary>
    Finished,

    /// <summary>Stopped by the user; the last checkpoint stands and <c>--resume</c> goes on from it.</summary>
    Stopped,

    /// <summary>Ended by an error, which <c>run.json</c> holds.</summary>
    Failed,
}
