namespace Saccade.Studio.Runs;

/// <summary>What Studio says of a run: what the run says of itself, unless that cannot be.</summary>
internal enum ShownStatus
{
    Running,
    Finished,
    Stopped,
    Failed,

    /// <summary>Says that it is running, but nobody trains it.</summary>
    Dead,

    /// <summary>Its folder cannot be read, or is half there.</summary>
    Damaged,

    /// <summary>Written by a newer version of Saccade than this one.</summary>
    Newer,
}
