namespace Saccade.Trajectories.Clips;

/// <summary>What share of the light each channel gives back, 0 to 1.</summary>
public readonly record struct Tint(double Red, double Green, double Blue)
{
    public static Tint White { get; } = new(1, 1, 1);
}
