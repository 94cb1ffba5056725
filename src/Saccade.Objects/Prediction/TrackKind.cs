namespace Saccade.Objects.Prediction;

/// <summary>What is said of a track.</summary>
/// <param name="Kind">Whether it stays.</param>
/// <param name="Probability">That it is of this kind; NaN when a rule said so and not a model.</param>
public readonly record struct TrackKind(Persistence Kind, double Probability);
