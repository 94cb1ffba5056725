namespace Saccade.Objects.Tracking;

/// <summary>How objects are expected to move, in pixels and frames. The defaults are for generated clips of 64 pixels; <see cref="Scaled"/> fits them to others.</summary>
public sealed record TrackerOptions
{
    /// <summary>Frames in a row in which an object may be hidden and still be the same. Default 4.</summary>
    public int MostMissed { get; init; } = 4;

    /// <summary>
    /// How far from its path an object may be after hidden frames, in pixels. Default 3: what flashes near the place where another did is farther off the
    /// other's path, and an object that goes on nearer.
    /// </summary>
    public double BridgeGate { get; init; } = 3;

    /// <summary>
    /// The same for an object that was seen so briefly that its path is a line, for each frame until it is seen again, in pixels; never more than
    /// <see cref="BridgeGate"/>. Default 0.6: of generated ones 95 in 100 are nearer after any gap.
    /// </summary>
    public double LineGate { get; init; } = 0.6;

    /// <summary>
    /// Standard deviation of the natural logarithm of a radius around the expected one. Default 0.08: of generated balls 99 in 100 are within 0.06 of the frame before, and
    /// within 0.25 where others hide a part of them.
    /// </summary>
    public double RadiusDeviation { get; init; } = 0.08;

    /// <summary>Standard deviation of a detected centre, in pixels. Default 0.3.</summary>
    public double CentreDeviation { get; init; } = 0.3;

    /// <summary>Standard deviation of the change of velocity from frame to frame, in pixels a frame. Default 0.4.</summary>
    public double Acceleration { get; init; } = 0.4;

    /// <summary>Standard deviation of the velocity of something new along each axis, in pixels a frame. Default 1.2.</summary>
    public double FirstVelocity { get; init; } = 1.2;

    /// <summary>How far from its predicted place an object may be found in the next frame, and how far from its radius, in standard deviations of the prediction. Default 3.5.</summary>
    public double Gate { get; init; } = 3.5;

    /// <summary>
    /// Intersection over union with its last place from which something off its path is taken for an object that turned. Default 1, never: generated objects do not,
    /// and what lies over another's place is another; real ones bounce.
    /// </summary>
    public double TurnOverlap { get; init; } = 1;

    /// <summary>
    /// How far off its course the logarithm of an object's light may be, for each frame until it is seen again, where nothing touches it. Default infinity: light is not
    /// looked at, as where things move through shadow.
    /// </summary>
    public double LightGate { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// For generated clips in which light counts: what an object's light may change by in a frame is 0.06 at most, and off its course 0.03 in 99 of 100; of two objects that
    /// were taken for one it differs by 0.14 in the middle of all cases.
    /// </summary>
    public static TrackerOptions Lit { get; } = new() { LightGate = 0.05 };

    /// <summary>The same for pictures <paramref name="factor"/> times as large.</summary>
    public TrackerOptions Scaled(double factor) => this with
    {
        BridgeGate = factor * BridgeGate,
        LineGate = factor * LineGate,
        CentreDeviation = factor * CentreDeviation,
        Acceleration = factor * Acceleration,
        FirstVelocity = factor * FirstVelocity,
    };

    /// <exception cref="ArgumentException">A value is out of its range; the message names the option and the range.</exception>
    public void Validate()
    {
        if (MostMissed is < 0 or > 1000)
            throw new ArgumentException($"most missed: {MostMissed} is not between 0 and 1000.");
        foreach (var (name, value) in new[] { ("bridge gate", BridgeGate), ("line gate", LineGate), ("radius deviation", RadiusDeviation), ("centre deviation", CentreDeviation), ("acceleration", Acceleration), ("first velocity", FirstVelocity), ("gate", Gate) })
        {
            if (!(value > 0 && double.IsFinite(value)))
                throw new ArgumentException($"{name}: {value} is not above 0.");
        }
        if (!(LightGate > 0))
            throw new ArgumentException($"light gate: {LightGate} is not above 0.");
    }
}
