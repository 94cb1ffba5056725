namespace Saccade.Training;

/// <summary>Where the loop is at this moment, for a progress bar.</summary>
/// <param name="Phase"><c>train</c>, <c>validate</c>, or the name of a control being trained or judged.</param>
/// <param name="Epoch">Counts from 1.</param>
/// <param name="Epochs">How many there will be, if no rule stops the run.</param>
/// <param name="Step">Finished steps (or batches) of this phase's epoch.</param>
/// <param name="Steps">How many it has.</param>
/// <param name="Loss">The last step's loss; NaN when there is none.</param>
/// <param name="StepsPerSecond">Lately; NaN when not yet known.</param>
/// <param name="Elapsed">Time spent on the run (of a control: on it) so far.</param>
/// <param name="Remaining">Time left to the end of the last epoch at this speed; null when not yet known.</param>
public readonly record struct TrainingProgress(string Phase, int Epoch, int Epochs, long Step, long Steps, double Loss, double StepsPerSecond, TimeSpan Elapsed, TimeSpan? Remaining);
