namespace Saccade.Training;

/// <summary>What a stopping rule may look at.</summary>
/// <param name="Epochs">The epochs finished so far, oldest first.</param>
/// <param name="ElapsedSeconds">Time spent training, without the pauses between stops and resumes.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochEntry> Epochs, double ElapsedSeconds);
