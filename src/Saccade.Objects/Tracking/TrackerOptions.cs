namespace Saccade.Objects.Tracking;

/// <summary>How objects are expected to move, in pixels and frames. The defaults are for generated clips of 64 pixels; <see cref="Scaled"/> fits them to others.</summary>
public sealed record TrackerOptions
{
    /// <summary>Frames in a row in which an object may be hidden and still be the same. Default 4.</summary>
    public int MostMissed { get; init; } = 4;

    /// <summary>Sightings that a track needs before it is carried over hidden frames: after one, nobody knows where it goes. Default 2.</summary>
    public int SightingsToBridge { get; init; } = 2;

    /// <summary>Standard deviation of a detected centre, in pixels. Default 0.4.</summary>
    public double CentreDeviation { get; init; } = 0.4;

    /// <summary>Standard deviation of the change of velocity from frame to frame, in pixels a frame. Default 0.5.</summary>
    public double Acceleration { get; init; } = 0.5;

    /// <summary>Standard deviation of the velocity of something new, in pixels a frame. Default 2.</summary>
    public double FirstVelocity { get; init; } = 2;

    /// <summary>How far from its predicted place an object may be found, in standard deviations of the prediction. Default 3.5.</summary>
    public double Gate { get; init; } = 3.5;

    /// <summary>The same for pictures <paramref name="factor"/> times as large.</summary>
    public TrackerOptions Scaled(double factor) => this with
    {
        CentreDeviation = factor * CentreDeviation,
        Acceleration = factor * Acceleration,
        FirstVelocity = factor * FirstVelocity,
    };

    /// <exception cref="ArgumentException">A value is out of its range; the message names the option and the range.</exception>
    public void Validate()
    {
        if (MostMissed is < 0 or > 1000)
            throw new ArgumentException($"most missed: {MostMissed} is not between 0 and 1000.");
        if (SightingsToBridge < 1)
            throw new ArgumentException($"sightings to bridge: {SightingsToBridge} is not 1 or more.");
        foreach (var (name, value) in new[] { ("centre deviation", CentreDeviation), ("acceleration", Acceleration), ("first velocity", FirstVelocity), ("gate", Gate) })
        {
            if (!(value > 0 && double.IsFinite(value)))
                throw new ArgumentException($"{name}: {value} is not above 0.");
        }
    }
}
