namespace Saccade.Trajectories.Motions;

/// <summary>
/// Constant acceleration: p(t) = apex + s along + s^2 bend, with s = t - 1/2, so that the apex is passed half way.
/// The sag of the matched set is the length of <c>bend</c>: the arc is a quarter of it deep.
/// </summary>
public sealed class ParabolicMotion(PositionWorld apex, PositionWorld along, PositionWorld bend) : Motion
{
    public static MotionFamily Family { get; } = new("parabolic",
        ["apex_x", "apex_y", "apex_z", "along_x", "along_y", "along_z", "bend_x", "bend_y", "bend_z"], Matched, Historical);

    public override PositionWorld At(double t)
    {
        var s = t - 0.5;
        return apex + s * along + s * s * bend;
    }

    public override void WriteParameters(Span<double> parameters)
    {
        (parameters[0], parameters[1], parameters[2]) = apex;
        (parameters[3], parameters[4], parameters[5]) = along;
        (parameters[6], parameters[7], parameters[8]) = bend;
    }

    private static ParabolicMotion Matched(SampleRandom random)
    {
        var (sin, cos) = Math.SinCos(random.Uniform(3, 0, 2 * Math.PI));
        // The plane through the horizontal chord is tilted out of the ground by 30 to 90 degrees, opening upwards or downwards.
        var (sinTilt, cosTilt) = Math.SinCos(random.Uniform(4, Math.PI / 6, Math.PI / 2));
        var bend = random.Uniform(6, 2.5, 4.5) * new PositionWorld(-sin * cosTilt, cos * cosTilt, random.Sign(7) * sinTilt);
        // The mean of s^2 over the clip is 1/12: the centre that all families share is the path's mean position.
        return new(MatchedCentre.Draw(random) - (1 / 12.0) * bend, random.Uniform(5, 1.5, 2.6) * new PositionWorld(cos, sin, 0), bend);
    }

    // x = y = 2s, z = a x^2 + c: all parabolas of this set share their path over the ground.
    private static ParabolicMotion Historical(SampleRandom random) =>
        new(new(0, 0, random.Uniform(4, -1, 1)), new(2, 2, 0), new(0, 0, 4 * random.Uniform(3, 0.25, 0.75)));
}
