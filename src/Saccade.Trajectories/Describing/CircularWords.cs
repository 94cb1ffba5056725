namespace Saccade.Trajectories.Describing;

/// <summary>A circle, which a picture taken from the side shows as an ellipse.</summary>
internal sealed class CircularWords : MotionWords
{
    protected override string Class => "circular";

    public override IEnumerable<Figure> Fit(PictureTrack track) => Figures(Revolution.Fit(track, climbing: false), track);

    public override IEnumerable<string> Templates(IReadOnlyDictionary<string, Figure> figures) =>
    [
        "In the picture it goes round {turns:sense}, {revolutions} in {duration}, a turn in {period}.",
        "Its way there is an ellipse around ({centre_x}, {centre_y}) with radii of {radius} and {short_radius}.",
    ];

    internal static IEnumerable<Figure> Figures(Revolution fit, PictureTrack track)
    {
        yield return new Figure("turns", fit.Turns, FigureUnit.Turns, Fitted);
        yield return new Figure("revolutions", Math.Abs(fit.Turns), FigureUnit.Turns, Fitted);
        yield return new Figure("period", track.Duration / Math.Abs(fit.Turns), FigureUnit.Seconds, Fitted);
        yield return Pixels("centre_x", fit.CentreX);
        yield return Pixels("centre_y", fit.CentreY);
        yield return Pixels("radius", fit.LongRadius);
        yield return Pixels("short_radius", fit.ShortRadius);
        yield return Residual(fit.Rest, track.X.Length);
    }
}
