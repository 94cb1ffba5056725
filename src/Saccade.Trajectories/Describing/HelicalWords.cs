namespace Saccade.Trajectories.Describing;

/// <summary>A circle that climbs or sinks steadily.</summary>
internal sealed class HelicalWords : MotionWords
{
    protected override string Class => "helical";

    public override IEnumerable<Figure> Fit(PictureTrack track)
    {
        var fit = Revolution.Fit(track, climbing: true);
        return [.. CircularWords.Figures(fit, track), Pixels("rise", fit.Rise), Pixels("height", Math.Abs(fit.Rise))];
    }

    public override IEnumerable<string> Templates(IReadOnlyDictionary<string, Figure> figures) =>
    [
        "In the picture it goes round {turns:sense}, {revolutions} in {duration}, a turn in {period}, and {rise:climbs} by {height} on the way.",
        "Its turns there are ellipses around ({centre_x}, {centre_y}) with radii of {radius} and {short_radius}.",
    ];
}
