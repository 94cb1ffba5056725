namespace Saccade.Objects.Tracking;

/// <summary>
/// How improbable it is that some sightings are one object: the negative logarithm of the density of its path in place, size and light, given sighting by sighting what was seen before (the innovations' form of a Kalman
/// filter's likelihood; Schweppe 1965), and what beginning, gaps and bad sightings cost. A set of tracks is the better the less its tracks cost together (as in multiple hypothesis tracking; Reid 1979). The numbers are those of generated
/// clips, measured on clips that nothing is trained or judged on; lengths in 64ths of the picture.
/// </summary>
internal sealed class TrackCost
{
    private const int MostMissed = 4;
    // That there is one object more; and that its path bends, as that of the one ball does that is there all the time.
    private const double Beginning = 3, Bending = 12;
    // A gap that nothing explains, each frame of it, and each further gap. What has gaps but no two sightings in a row can hardly be known for one.
    private const double Gap = 3, GapFrame = 0.3, FurtherGap = 6, NoRun = 6;
    // A frame in which another lies where it must be, or that it has left.
    private const double HiddenFrame = 0.5;
    private static readonly double LogOfFour = 2 * Math.Log(2 * Math.PI);

    // Pictures hold most objects in the middle; sizes and light around these.
    private const double Middle = 32, UsualLogRadius = 1.25, UsualLogLight = -0.6;

    // Of what is there for a few frames: a line; of what is there for long: any bend.
    private static readonly PathModel[] PlaceModels = [new(9.5, 0.85, 0.045, 0.004), new(9.5, 0.9, 0.4, 0.25)];
    private static readonly PathModel[] SizeModels = [new(0.15, 0.018, 0.0006, 0.0001), new(0.15, 0.018, 0.004, 0.002)];

    // What sightings are off by, in place, log radius and log light: clear ones and those that something touches; and such as went wrong, at a price: two objects taken for one,
    // or a part of one for all of it.
    private static readonly Noise Clear = new(0.09, 0.025, 0.01), ClearWrong = new(0.3, 0.1, 0.04), Touched = new(0.2, 0.04, 0.07), TouchedWrong = new(1, 0.2, 0.4);
    private const double ClearWrongPrice = 6, TouchedWrongPrice = 4.5;

    private readonly IReadOnlyList<PlacedSighting>[] frames;
    private readonly double height;

    /// <param name="frames">Everything found, by frame: what may hide an object.</param>
    /// <param name="height">Of the picture, in 64ths of its width.</param>
    public TrackCost(IReadOnlyList<PlacedSighting>[] frames, double height) => (this.frames, this.height) = (frames, height);

    /// <summary>Infinity where a gap is longer than any; 0 for no sightings.</summary>
    /// <param name="track">By frame.</param>
    public double Of(IReadOnlyList<PlacedSighting> track)
    {
        if (track.Count == 0)
            return 0;
        var gaps = OfGaps(track);
        return double.IsInfinity(gaps) ? gaps : Beginning + gaps + Math.Min(OfPath(track, 0), Bending + OfPath(track, 1));
    }

    private double OfGaps(IReadOnlyList<PlacedSighting> track)
    {
        var (cost, gaps, hasRun) = (0.0, 0, false);
        for (var i = 1; i < track.Count; i++)
        {
            var missed = track[i].Frame - track[i - 1].Frame - 1;
            if (missed > MostMissed)
                return double.PositiveInfinity;
            hasRun |= missed == 0;
            var unexplained = 0;
            for (var t = track[i - 1].Frame + 1; t < track[i].Frame; t++)
                unexplained += IsHidden(track[i - 1], track[i], t) ? 0 : 1;
            cost += HiddenFrame * (missed - unexplained);
            if (unexplained > 0)
                cost += Gap + GapFrame * unexplained + (gaps++ > 0 ? FurtherGap : 0);
        }
        return cost + (gaps > 0 && !hasRun ? NoRun : 0);
    }

    // Whether between two sightings something else lies over its middle, or it is outside of the picture.
    private bool IsHidden(PlacedSighting before, PlacedSighting after, int frame)
    {
        var share = (double)(frame - before.Frame) / (after.Frame - before.Frame);
        var (x, y) = (before.X + share * (after.X - before.X), before.Y + share * (after.Y - before.Y));
        if (x < 0 || y < 0 || x > 2 * Middle || y > height)
            return true;
        foreach (var other in frames[frame])
        {
            var (dx, dy) = (other.X - x, other.Y - y);
            if (dx * dx + dy * dy < other.Radius * other.Radius)
                return true;
        }
        return false;
    }

    private double OfPath(IReadOnlyList<PlacedSighting> track, int kind)
    {
        var place = new PathFilter(PlaceModels[kind], Middle, 0.5 * height);
        var (radius, light) = (new PathFilter(SizeModels[kind], UsualLogRadius), new PathFilter(SizeModels[kind], UsualLogLight));
        var cost = 0.0;
        for (var i = 0; i < track.Count; i++)
        {
            var seen = track[i];
            for (var t = i == 0 ? seen.Frame : track[i - 1].Frame; t < seen.Frame; t++)
            {
                place.Predict();
                radius.Predict();
                light.Predict();
            }
            var (noise, ifWrong, price) = seen.IsClear ? (Clear, ClearWrong, ClearWrongPrice) : (Touched, TouchedWrong, TouchedWrongPrice);
            var (squares, spread) = Judge(noise);
            var here = OfSighting(squares, spread);
            // What is off by less than the price cannot be explained better.
            if (0.5 * squares > price)
            {
                (squares, spread) = Judge(ifWrong);
                var wrong = price + OfSighting(squares, spread);
                (here, noise) = wrong < here ? (wrong, ifWrong) : (here, noise);
            }
            cost += here;
            place.Take(seen.X, seen.Y, noise.Place);
            radius.Take(seen.LogRadius, 0, noise.Radius);
            light.Take(seen.LogLight, 0, noise.Light);

            // The sum of squared deviations of its four numbers, and the product of their variances.
            (double Squares, double Spread) Judge(Noise n)
            {
                var (p, r, l) = (place.VarianceOf(n.Place), radius.VarianceOf(n.Radius), light.VarianceOf(n.Light));
                return (place.SquaredOff(seen.X, seen.Y) / p + radius.SquaredOff(seen.LogRadius) / r + light.SquaredOff(seen.LogLight) / l, p * p * r * l);
            }
        }
        return cost;
    }

    // The negative logarithm of a normal density of four numbers.
    private static double OfSighting(double squares, double spread) => 0.5 * (squares + Math.Log(spread)) + LogOfFour;

    /// <summary>Standard deviations of a sighting.</summary>
    private readonly record struct Noise(double Place, double Radius, double Light);
}
