using Saccade.Objects.Clips;
using Saccade.Objects.Tracking;
using Saccade.Training;
using static Saccade.Objects.Tests.Tracking.Sightings;

namespace Saccade.Objects.Tests.Tracking;

/// <summary>Examples that can be counted by hand. Objects lie on one line, 20 pixels apart: a track is upon one or upon none.</summary>
public class TrackingScoreTests
{
    private static readonly ClipObjects Two = new(10, [Object(0, Persistence.Persistent, Still(10, 0, 10)), Object(1, Persistence.Persistent, Still(30, 0, 10))]);

    [Fact]
    public void Perfect_tracks_have_one_in_everything()
    {
        var counts = TrackingScore.Of(Two, [Track(0, Still(10, 0, 10)), Track(1, Still(30, 0, 10))]);

        Check(counts, misses: 0, falsePositives: 0, switches: 0, mota: 1, idf1: 1, purity: 1);
    }

    [Fact]
    public void Tracks_that_change_places_are_two_switches_and_half_pure()
    {
        var counts = TrackingScore.Of(Two, [Track(0, [.. Still(10, 0, 6), .. Still(30, 6, 4)]), Track(1, [.. Still(30, 0, 6), .. Still(10, 6, 4)])]);

        Check(counts, misses: 0, falsePositives: 0, switches: 2, mota: 0.9, idf1: 0.6, purity: 0.6);
    }

    [Fact]
    public void Frames_that_are_missed_and_points_upon_nothing_count()
    {
        // Five sightings of the first missed; three points where nothing is.
        var counts = TrackingScore.Of(Two, [Track(0, Still(10, 5, 5)), Track(1, Still(30, 0, 10)), Track(2, Still(50, 0, 3))]);

        Check(counts, misses: 5, falsePositives: 3, switches: 0, mota: 1 - 8 / 20.0, idf1: 2 * 15 / (20.0 + 18), purity: 1);
    }

    [Fact]
    public void One_object_in_two_pieces_is_a_switch_but_pure()
    {
        var counts = TrackingScore.Of(Two, [Track(0, Still(10, 0, 7)), Track(1, Still(10, 7, 3)), Track(2, Still(30, 0, 10))]);

        Check(counts, misses: 0, falsePositives: 0, switches: 1, mota: 0.95, idf1: 2 * 17 / 40.0, purity: 1);
    }

    [Fact]
    public void Two_objects_in_one_track_are_no_switch_but_impure()
    {
        var flicker = new ClipObjects(10, [Object(0, Persistence.Transient, Still(10, 0, 2)), Object(1, Persistence.Transient, Still(12, 5, 3))]);

        var counts = TrackingScore.Of(flicker, [Track(0, [.. Still(10, 0, 2), .. Still(12, 5, 3)])]);

        Check(counts, misses: 0, falsePositives: 0, switches: 0, mota: 1, idf1: 2 * 3 / 10.0, purity: 0.6);
    }

    [Fact]
    public void A_pair_stays_while_it_is_within_the_gate_although_another_is_nearer()
    {
        var one = new ClipObjects(2, [Object(0, Persistence.Persistent, (0, 10), (1, 10))]);

        var counts = TrackingScore.Of(one, [Track(0, (0, 10), (1, 13)), Track(1, (1, 10))]);

        Assert.Equal((2, 0, 1), (counts.Matches, counts.Switches, counts.FalsePositives));
    }

    [Fact]
    public void Sightings_of_which_little_can_be_seen_are_not_judged()
    {
        var sliver = new ObjectTruth(0, Persistence.Persistent, [new(0, new(10, 10), 3, 1), new(1, new(10, 10), 3, 0.1), new(2, new(10, 10), 3, 0.1)]);

        var counts = TrackingScore.Of(new ClipObjects(3, [sliver]), [Track(0, (0, 10), (1, 10))]);

        Check(counts, misses: 0, falsePositives: 0, switches: 0, mota: 1, idf1: 1, purity: 1);
        Assert.Equal(1, counts.Sightings);
    }

    [Fact]
    public void Metrics_of_several_clips_come_from_their_sums()
    {
        var perfect = TrackingScore.Of(Two, [Track(0, Still(10, 0, 10)), Track(1, Still(30, 0, 10))]);
        var blind = TrackingScore.Of(Two, []);
        SampleOutput[] outputs = [new() { Id = "a", Tracking = perfect }, new() { Id = "b", Tracking = blind }, new() { Id = "c" }];

        Assert.Equal(0.5, TrackingMetric.Mota.Evaluate(outputs, [1, 1, 1]));
        Assert.Equal(0.75, TrackingMetric.Mota.Evaluate(outputs, [3, 1, 0]));
        Assert.Equal(2 * 20 / 60.0, TrackingMetric.Idf1.Evaluate(outputs, [1, 1, 1]), 12);
        Assert.Equal(double.NaN, TrackingMetric.Purity.Evaluate(outputs, [0, 1, 1]));
        Assert.Equal(["mota", "idf1", "purity"], new IMetric[] { TrackingMetric.Mota, TrackingMetric.Idf1, TrackingMetric.Purity }.Select(m => m.Name));
    }

    [Fact]
    public void A_track_has_the_kind_of_the_object_that_it_follows_most()
    {
        var truth = new ClipObjects(10,
            [Object(4, Persistence.Persistent, Still(10, 0, 10)), Object(7, Persistence.Transient, Still(30, 0, 2)), Object(8, Persistence.Transient, Still(32, 5, 2))]);

        var labels = TrackLabels.Of(truth,
        [
            Track(0, [.. Still(10, 0, 8), .. Still(30, 8, 1)]),
            Track(1, [.. Still(30, 0, 2), .. Still(32, 5, 2)]),
            Track(2, Still(50, 0, 9)),
        ]);

        Assert.Equal([new TrackLabel(4, Persistence.Persistent), new TrackLabel(7, Persistence.Transient), TrackLabel.None], labels);
    }

    private static void Check(TrackingCounts counts, int misses, int falsePositives, int switches, double mota, double idf1, double purity)
    {
        Assert.Equal((misses, falsePositives, switches), (counts.Misses, counts.FalsePositives, counts.Switches));
        Assert.Equal(mota, TrackingMetric.Mota.Of(counts), 12);
        Assert.Equal(idf1, TrackingMetric.Idf1.Of(counts), 12);
        Assert.Equal(purity, TrackingMetric.Purity.Of(counts), 12);
    }
}
