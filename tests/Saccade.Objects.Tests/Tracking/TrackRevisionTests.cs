using Saccade.Objects.Detection;
using Saccade.Objects.Tracking;
using static Saccade.Objects.Tests.Tracking.Sightings;

namespace Saccade.Objects.Tests.Tracking;

/// <summary>Tracks made wrong by hand, in pictures of 64 x 64. An object's name is the last digit of its radius, which differs by less than any tracker looks at.</summary>
public class TrackRevisionTests
{
    private static readonly Func<int, DetectedObject> Right = t => At(10 + 2 * t, 30 + t, radius: 3.01, light: 0.48), Left = t => At(50 - 2 * t, 31 + t, radius: 3.02, light: 0.48);

    [Fact]
    public void Tails_that_changed_places_at_a_crossing_are_given_back() =>
        Check(["AAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBB"], [.. Run(Right, 0, 11), .. Run(Left, 11, 20)], [.. Run(Left, 0, 11), .. Run(Right, 11, 20)]);

    [Fact]
    public void Sightings_that_another_track_took_over_are_given_back() =>
        Check(["AAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBB"], [.. Run(Right, 0, 9), .. Run(Left, 9, 11), .. Run(Right, 11, 20)], [.. Run(Left, 0, 9), .. Run(Right, 9, 11), .. Run(Left, 11, 20)]);

    [Fact]
    public void Pieces_are_joined_where_lines_from_both_sides_meet() =>
        Check(["AA---AA"], [.. Run(Right, 0, 2)], [.. Run(Right, 5, 7)]);

    [Fact]
    public void A_single_sighting_goes_to_the_run_that_leads_back_to_it() =>
        Check(["A---AAA"], [.. Run(Right, 0, 1)], [.. Run(Right, 4, 7)]);

    [Fact]
    public void What_flashes_beside_the_line_stays_another() =>
        Check(["AA-----", "----BB-"], [.. Run(Right, 0, 2)], [.. Run(t => At(14 + t, 38, radius: 3.02, light: 0.48), 4, 6)]);

    [Fact]
    public void What_comes_on_the_line_in_another_light_stays_another() =>
        Check(["AA-----", "-----BB"], [.. Run(Right, 0, 2)], [.. Run(t => Right(t) with { RadiusPixels = 3.02, Light = 0.66 }, 5, 7)]);

    [Fact]
    public void Two_that_were_taken_for_one_are_parted() =>
        Check(["AA-----", "----BB-"], [.. Run(Right, 0, 2), .. Run(t => At(14 + t, 38, radius: 3.02, light: 0.48), 4, 6)]);

    [Fact]
    public void A_gap_longer_than_any_joins_nothing() =>
        Check(["AAA-----", "--------AAA"], [.. Run(Right, 0, 3)], [.. Run(Right, 8, 11)]);

    [Fact]
    public void Where_two_were_found_as_one_the_track_keeps_its_tail()
    {
        // For two frames one disc is found in the place of both, too large and between them.
        Func<int, DetectedObject> both = t => At(30, 40.5 + 0.5 * (t - 9), radius: 4.1, light: 0.48);
        var (right, left) = (Run(Right, 0, 9), Run(Left, 0, 9));

        var tracks = TrackRevision.Of(64, 64, Tracks([right, [.. left, .. Run(both, 9, 11)], [.. Run(Right, 11, 20)], [.. Run(Left, 11, 20)]]));

        Assert.Equal(2, tracks.Count(t => t.Points[0].Frame == 0 && t.Points[^1].Frame == 19));
        Assert.All(tracks.Take(2), t => Assert.Single(t.Points.Where(p => p.Object.RadiusPixels < 4).Select(p => p.Object.RadiusPixels).Distinct()));
    }

    [Fact]
    public void The_order_of_the_tracks_does_not_matter_and_every_sighting_is_kept()
    {
        TrackPoint[][] wrong = [[.. Run(Right, 0, 9), .. Run(Left, 9, 11), .. Run(Right, 11, 14)], [.. Run(Left, 0, 9), .. Run(Right, 9, 11), .. Run(Left, 11, 20)], [.. Run(Right, 16, 20)]];

        var tracks = TrackRevision.Of(64, 64, Tracks(wrong));

        Assert.Equal(Names(tracks), Names(TrackRevision.Of(64, 64, Tracks([.. wrong.Reverse()]))));
        Assert.Equal(wrong.Sum(t => t.Length), tracks.Sum(t => t.Points.Count));
        Assert.Equal([0, 1], tracks.Select(t => t.Id));
    }

    [Fact]
    public void A_clip_in_which_nothing_is_found_has_no_tracks() => Assert.Empty(TrackRevision.Of(64, 64, []));

    private static TrackPoint[] Run(Func<int, DetectedObject> place, int from, int to) => [.. Enumerable.Range(from, to - from).Select(t => new TrackPoint(t, place(t)))];

    private static Track[] Tracks(TrackPoint[][] points) => [.. points.Select((p, id) => new Track(id, p))];

    private static void Check(string[] names, params TrackPoint[][] wrong) =>
        Assert.Equal(names.Select(n => n.TrimEnd('-')), Names(TrackRevision.Of(64, 64, Tracks(wrong))));

    // Frame by frame whose sighting each track has.
    private static IEnumerable<string> Names(IReadOnlyList<Track> tracks) => tracks.Select(t => string.Concat(Enumerable.Range(0, t.Points[^1].Frame + 1).Select(f =>
        t.LastUpTo(f) is >= 0 and var i && t.Points[i].Frame == f ? (char)('A' - 1 + (int)Math.Round(100 * (t.Points[i].Object.RadiusPixels - 3))) : '-')));
}
