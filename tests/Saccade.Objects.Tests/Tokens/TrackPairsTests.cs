using Saccade.Objects.Tokens;

namespace Saccade.Objects.Tests.Tokens;

public class TrackPairsTests
{
    private const int After = 1, Before = 10;

    private readonly TrackGeometry geometry = new(64, 32);
    private readonly float[] pair = new float[TrackPairs.Width];

    [Fact]
    public void A_track_that_goes_on_along_its_path_is_not_missed()
    {
        TrackPairs.Describe(geometry, Tracks.Line(0, 10, 10, 2, 1, 3), Tracks.Line(1, 10, 10, 2, 1, 7, 8), pair);

        // Four frames later, and leading back to it; a single sighting leads nowhere.
        Assert.Equal([1, 1, 1, 0, 1, 0, 0, 0, 0], pair[After..Before]);
        Assert.All(pair[Before..], v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_track_that_begins_beside_the_path_is_missed_by_as_much()
    {
        TrackPairs.Describe(geometry, Tracks.Line(0, 10, 10, 2, 0, 2, 3), Tracks.Line(1, 10, 18, 2, 0, 6, 7), pair);

        // Eight pixels are two sixteenths of the picture.
        var fit = MathF.Exp(-8);
        Assert.Equal([1, 0.75f, 1, 2, fit, 1, 2, fit, 0], pair[After..Before]);
    }

    [Fact]
    public void A_wrong_sighting_within_the_other_track_does_not_hide_those_that_fit()
    {
        var spoilt = Tracks.Line(1, 10, 10, 2, 1, 7, 8, 9);
        spoilt = spoilt with { Points = [Tracks.Line(2, 40, 12, 0, 0, 6).Points[0], .. spoilt.Points] };
        TrackPairs.Describe(geometry, Tracks.Line(0, 10, 10, 2, 1, 3), spoilt, pair);

        Assert.Equal([1, 0.75f, 1, 0, 1], pair[After..(After + 5)]);
    }

    [Fact]
    public void What_comes_before_is_seen_from_the_first_sighting()
    {
        TrackPairs.Describe(geometry, Tracks.Line(0, 10, 10, 2, 1, 7, 8), Tracks.Line(1, 10, 10, 2, 1, 2, 3), pair);

        Assert.All(pair[After..Before], v => Assert.Equal(0, v));
        Assert.Equal([1, 1, 1, 0, 1, 1, 0, 1, 0], pair[Before..]);
    }

    [Fact]
    public void Tracks_far_apart_in_time_have_nothing_to_do_with_each_other_and_those_of_one_time_say_so()
    {
        TrackPairs.Describe(geometry, Tracks.Line(0, 10, 10, 2, 0, 2), Tracks.Line(1, 14, 18, 1, 0, 20, 21), pair);
        Assert.All(pair, v => Assert.Equal(0, v));

        TrackPairs.Describe(geometry, Tracks.Line(0, 10, 10, 2, 0, 2), Tracks.Line(1, 14, 18, 1, 0, 2, 3), pair);
        Assert.Equal(1, pair[0]);
    }
}
