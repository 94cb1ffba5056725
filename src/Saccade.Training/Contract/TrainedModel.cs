namespace Saccade.Training;

/// <summary>A run's model with its best weights, in evaluation, ready to predict.</summary>
/// <param name="Run">The run's folder, where an application may have kept more than weights (such as its domain).</param>
/// <param name="Recipe">The recipe it was trained by.</param>
/// <param name="Learner">The application's own learner.</param>
public sealed record TrainedModel(RunFolder Run, Recipe Recipe, ILearner Learner);
