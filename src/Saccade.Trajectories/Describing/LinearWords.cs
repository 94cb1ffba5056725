namespace Saccade.Trajectories.Describing;

/// <summary>A straight line at constant speed: place = middle + t way.</summary>
internal sealed class LinearWords : MotionWords
{
    protected override string Class => "linear";

    public override IEnumerable<Figure> Fit(PictureTrack track)
    {
        double[][] basis = [Of(track, _ => 1), track.Times];
        var (x, restX) = LeastSquares.Fit(basis, track.X);
        var (y, restY) = LeastSquares.Fit(basis, track.Y);
        var length = Math.Sqrt(x[1] * x[1] + y[1] * y[1]);
        yield return Direction("direction", x[1], y[1]);
        yield return Pixels("length", length);
        yield return new Figure("speed", length / track.Duration, FigureUnit.PixelsPerSecond, Fitted);
        yield return Residual(restX + restY, track.X.Length);
    }

    public override IEnumerable<string> Templates(IReadOnlyDictionary<string, Figure> figures)
    {
        // A line towards the camera is a point in the picture, and has no direction there.
        yield return figures["length"].Value > 4 * figures["residual"].Value
            ? "In the picture it goes straight {direction:direction} ({direction}), {length} in {duration}, which is {speed}."
            : "In the picture it hardly moves: {length} in {duration}.";
    }
}
