using Saccade.Objects.Tokens;
using Saccade.Objects.Tracking;

namespace Saccade.Objects.Tests.Tokens;

public class TrackGeometryTests
{
    [Fact]
    public void A_sighting_that_is_larger_than_its_neighbours_says_so()
    {
        var track = Tracks.Line(0, 10, 10, 2, 1, 3, 4, 6);
        track = track with { Points = [.. track.Points.Select((p, i) => i == 1 ? p with { Object = p.Object with { RadiusPixels = 3 * Math.Exp(0.25) } } : p)] };

        Assert.Equal([[0, -1], [1, 1], [-1, 0]], Enumerable.Range(0, 3).Select(i => Larger(track, i)));
    }

    // Than the one before and than the one after, in quarters of the logarithm.
    private static float[] Larger(Track track, int i)
    {
        var numbers = new float[TrackGeometry.Width];
        new TrackGeometry(64, 32).Describe(track, i, numbers);
        return [.. numbers[22..].Select(n => MathF.Round(n, 4))];
    }
}
