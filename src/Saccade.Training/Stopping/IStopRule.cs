namespace Saccade.Training;

/// <summary>
/// Decides when a run has trained enough, from the journal alone: a rule holds no state, so a resumed run decides as the
/// uninterrupted one would.
/// </summary>
public interface IStopRule
{
    /// <summary>Why the run should stop now, in a few words; null to go on.</summary>
    string? Judge(TrainingHistory history);
}
