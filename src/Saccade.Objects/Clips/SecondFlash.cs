using Saccade.Trajectories;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;

namespace Saccade.Objects.Clips;

/// <summary>
/// Lays the path of a transient that follows another near its place: as far from it as the first itself could have come, but off the first's line by several
/// pixels, and the first off its line. It looks as large and bright as the first would have.
/// </summary>
internal sealed class SecondFlash(Camera camera, int frames)
{
    // Pixels of 64: how far off the other's line, which motion must show, and how far away at most, so that a gate by distance lets it through.
    private const double Nearest = 5, Farthest = 9, Reach = 10;
    private const int Tries = 48;

    // Spread of the places that matched paths take, as a share of the picture; places far out are taken as seldom as paths take them.
    private const double Spread = 0.14;

    private readonly double scale = camera.Size / 64.0;

    /// <summary>The path; null where no try fits. Uses draws from <paramref name="draw"/> on, three a try.</summary>
    /// <param name="random">The object's.</param>
    /// <param name="draw">The first draw.</param>
    /// <param name="first">The first's line.</param>
    /// <param name="last">The first's last frame.</param>
    /// <param name="start">The frame in which the second begins.</param>
    /// <param name="velocity">The second's, world units a clip.</param>
    public LinearMotion? Lay(SampleRandom random, int draw, Motion first, int last, int start, PositionWorld velocity)
    {
        var (timeLast, timeStart) = (Motion.TimeOfFrame(last, frames), Motion.TimeOfFrame(start, frames));
        var seen = camera.See(first.At(timeLast)).Centre;
        var expected = camera.See(first.At(timeStart));
        var farthest = Math.Max(Reach * scale, Distance(seen, expected.Centre));
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var (sin, cos) = Math.SinCos(random.Uniform(draw + 3 * attempt, 0, 2 * Math.PI));
            var off = scale * random.Uniform(draw + 3 * attempt + 1, Nearest, Farthest);
            var place = new PositionPixels(expected.Centre.X + off * cos, expected.Centre.Y + off * sin);
            if (Distance(seen, place) > farthest || random.Uniform(draw + 3 * attempt + 2, 0, 1) > Plausible(place, expected.Centre))
                continue;
            var line = Lines.Through(camera.Locate(place, expected.RadiusPixels), timeStart, velocity);
            if (Distance(seen, camera.See(line.At(timeLast)).Centre) >= Nearest * scale)
                return line;
        }
        return null;
    }

    // Metropolis' rule: steps taken so leave the distribution of places (taken for normal) as it was.
    private double Plausible(PositionPixels place, PositionPixels instead)
    {
        var (middle, spread) = (0.5 * camera.Size, Spread * camera.Size);
        double Squared(PositionPixels p) => (p.X - middle) * (p.X - middle) + (p.Y - middle) * (p.Y - middle);
        return Math.Exp((Squared(instead) - Squared(place)) / (2 * spread * spread));
    }

    private static double Distance(PositionPixels a, PositionPixels b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
