namespace Saccade.Trajectories.Describing;

/// <summary>A motion of which nothing special is known: how far it comes, and how long the way is.</summary>
internal sealed class AnyMotionWords : MotionWords
{
    private const string Measured = "first and last place of the track, and the way between";

    protected override string Class => "";

    public override IEnumerable<Figure> Fit(PictureTrack track)
    {
        var (right, down) = (track.X[^1] - track.X[0], track.Y[^1] - track.Y[0]);
        var way = Enumerable.Range(1, track.X.Length - 1).Sum(i => Math.Sqrt(Math.Pow(track.X[i] - track.X[i - 1], 2) + Math.Pow(track.Y[i] - track.Y[i - 1], 2)));
        yield return Direction("direction", right, down) with { Source = Measured };
        yield return Pixels("displacement", Math.Sqrt(right * right + down * down)) with { Source = Measured };
        yield return Pixels("way", way) with { Source = Measured };
    }

    public override IEnumerable<string> Templates(IReadOnlyDictionary<string, Figure> figures) =>
        ["In the picture it ends {displacement} {direction:direction} ({direction}) of where it began, after a way of {way} in {duration}."];
}
