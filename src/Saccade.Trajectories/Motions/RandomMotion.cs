namespace Saccade.Trajectories.Motions;

/// <summary>
/// A smooth random walk: a cubic B-spline over control points that take a random step five times per clip and are drawn back to the
/// centre, so that the ball wanders without a law and stays in view. The control points follow from the sample's random numbers.
/// </summary>
public sealed class RandomMotion : Motion
{
    private const int StepsPerClip = 5;

    // The last time anyone may ask for: the fifth frame after the last of a clip of two frames.
    private const int LastTime = 6;

    private const double Persistence = 0.75;

    private readonly PositionWorld centre;
    private readonly double spread;
    private readonly PositionWorld[] controls = new PositionWorld[LastTime * StepsPerClip + 4];

    private RandomMotion(SampleRandom random)
    {
        centre = MatchedCentre.Draw(random);
        spread = random.Uniform(3, 0.5, 0.8);
        var walk = spread * random.Normal(4);
        for (var k = 0; k < controls.Length; k++)
        {
            controls[k] = centre + walk;
            walk = Persistence * walk + (Math.Sqrt(1 - Persistence * Persistence) * spread) * random.Normal(7 + 3 * k);
        }
    }

    public static MotionFamily Family { get; } = new("random",
        ["centre_x", "centre_y", "centre_z", "spread"], random => new RandomMotion(random), DrawHistorical: null);

    public override PositionWorld At(double t)
    {
        var knot = Math.Clamp((int)(t * StepsPerClip), 0, controls.Length - 4);
        var u = t * StepsPerClip - knot;
        var v = 1 - u;
        return (1 / 6.0) * (v * v * v * controls[knot]
            + (3 * u * u * u - 6 * u * u + 4) * controls[knot + 1]
            + (3 * v * v * v - 6 * v * v + 4) * controls[knot + 2]
            + u * u * u * controls[knot + 3]);
    }

    public override void WriteParameters(Span<double> parameters)
    {
        (parameters[0], parameters[1], parameters[2]) = centre;
        parameters[3] = spread;
    }
}
