namespace Saccade.Trajectories.Describing;

/// <summary>Constant acceleration: place = a + t b + t^2 c. The turning point is where the way is at right angles to the acceleration.</summary>
internal sealed class ParabolicWords : MotionWords
{
    protected override string Class => "parabolic";

    public override IEnumerable<Figure> Fit(PictureTrack track)
    {
        double[][] basis = [Of(track, _ => 1), track.Times, Of(track, t => t * t)];
        var (x, restX) = LeastSquares.Fit(basis, track.X);
        var (y, restY) = LeastSquares.Fit(basis, track.Y);
        var bend = x[2] * x[2] + y[2] * y[2];
        var apex = bend > 0 ? -(x[1] * x[2] + y[1] * y[2]) / (2 * bend) : 0;
        yield return Direction("bend", x[2], y[2]);
        yield return new Figure("apex_time", (apex + 0.5) * track.Duration, FigureUnit.Seconds, Fitted);
        yield return Pixels("apex_x", x[0] + apex * (x[1] + apex * x[2]));
        yield return Pixels("apex_y", y[0] + apex * (y[1] + apex * y[2]));
        // From the first place to the last, which lie at t = -1/2 and 1/2, and how far the arc is off that line half way.
        yield return Pixels("chord", Math.Sqrt(x[1] * x[1] + y[1] * y[1]));
        yield return Pixels("depth", Math.Sqrt(bend) / 4);
        yield return Residual(restX + restY, track.X.Length);
    }

    public override IEnumerable<string> Templates(IReadOnlyDictionary<string, Figure> figures)
    {
        yield return "In the picture it follows a parabola that bends {bend:direction} ({bend}); from its first place to its last it is {chord}, and the arc is {depth} deep.";
        var within = figures["apex_time"].Value >= 0 && figures["apex_time"].Value <= figures["duration"].Value;
        yield return within
            ? "It passes its apex at ({apex_x}, {apex_y}), {apex_time} after the start."
            : "Its apex, at ({apex_x}, {apex_y}), lies outside of the clip.";
    }
}
