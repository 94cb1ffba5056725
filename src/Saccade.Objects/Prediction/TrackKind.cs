namespace Saccade.Objects.Prediction;

/// <summary>What is said of a track.</summary>
/// <param name="Kind">Whether it stays.</param>
/// <param name="Probability">That it is of this kind; NaN when a rule said so and not a model.</param>
public readonly record struct TrackKind(Persistence Kind, double Probability)
{
    /// <param name="persistent">Probability that it stays.</param>
    public static TrackKind Of(double persistent) => persistent >= 0.5 ? new(Persistence.Persistent, persistent) : new(Persistence.Transient, 1 - persistent);
}
