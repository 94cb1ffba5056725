using Saccade.Objects.Detection;
using Saccade.Objects.Tracking;
using static Saccade.Objects.Tests.Tracking.Sightings;

namespace Saccade.Objects.Tests.Tracking;

public class ObjectTrackerTests
{
    private readonly ObjectTracker tracker = new();

    [Fact]
    public void Two_objects_that_cross_keep_their_tracks()
    {
        for (var t = 0; t < 20; t++)
            tracker.Step(t, [At(10 + 2 * t, 30 + t), At(50 - 2 * t, 31 + t)]);

        Assert.Equal(2, tracker.Tracks.Count);
        Assert.Equal([48.0, 12.0], tracker.Tracks.Select(t => t.Points[^1].Object.Centre.X));
    }

    [Fact]
    public void What_bounces_is_still_the_same_where_objects_may_turn()
    {
        var turning = new ObjectTracker(new() { TurnOverlap = 0.2 });
        for (var t = 0; t < 12; t++)
        {
            DetectedObject[] found = [At(20 + 2 * t, 20 + 2.5 * Math.Abs(6 - t))];
            tracker.Step(t, found);
            turning.Step(t, found);
        }

        Assert.Equal(2, tracker.Tracks.Count);
        Assert.Single(turning.Tracks);
    }

    [Fact]
    public void An_object_that_is_hidden_for_some_frames_goes_on_along_its_path()
    {
        foreach (var t in new[] { 0, 1, 2, 3, 8, 9 })
            tracker.Step(t, [At(10 + 3 * t, 20)]);

        Assert.Equal([0, 1, 2, 3, 8, 9], Assert.Single(tracker.Tracks).Points.Select(p => p.Frame));
        Assert.Equal(10, tracker.Tracks.Single().Span);
    }

    [Fact]
    public void What_comes_back_off_the_path_is_another()
    {
        foreach (var t in new[] { 0, 1, 2 })
            tracker.Step(t, [At(10 + 3 * t, 20)]);
        tracker.Step(5, [At(16, 24)]);

        Assert.Equal(2, tracker.Tracks.Count);
    }

    [Theory]
    [InlineData(0.5, 0.6, 2)]
    [InlineData(0.5, 0.52, 1)]
    [InlineData(0.5, 0.47, 1)]
    public void Something_as_large_and_near_but_of_another_light_is_another_where_light_counts(double light, double next, int tracks)
    {
        var lit = new ObjectTracker(TrackerOptions.Lit);
        foreach (var (t, shone) in new[] { (0, light), (1, next) })
        {
            tracker.Step(t, [At(10 + t, 20, light: shone)]);
            lit.Step(t, [At(10 + t, 20, light: shone)]);
        }

        Assert.Single(tracker.Tracks);
        Assert.Equal(tracks, lit.Tracks.Count);
    }

    [Fact]
    public void Light_that_changes_on_its_course_goes_on_across_a_gap_and_any_other_does_not()
    {
        double[] Course(double last) => [0.4, 0.416, 0.433, 0, 0, last];
        int Tracks(double last)
        {
            var lit = new ObjectTracker(TrackerOptions.Lit);
            foreach (var (t, light) in Course(last).Index().Where(c => c.Item > 0))
                lit.Step(t, [At(10 + 2 * t, 20, light: light)]);
            return lit.Tracks.Count;
        }

        Assert.Equal((1, 2, 2), (Tracks(0.487), Tracks(0.40), Tracks(0.60)));
    }

    [Fact]
    public void Of_what_another_touches_light_says_nothing()
    {
        var lit = new ObjectTracker(TrackerOptions.Lit);
        lit.Step(0, [At(20, 20, light: 0.5), At(40, 20)]);
        lit.Step(1, [At(20, 20, light: 0.3), At(25, 20)]);

        Assert.Equal([0, 1], lit.Tracks[0].Points.Select(p => p.Frame));
    }

    [Fact]
    public void After_too_many_hidden_frames_a_track_has_ended()
    {
        tracker.Step(0, [At(20, 20)]);
        tracker.Step(1, [At(20, 20)]);
        Assert.Single(tracker.Live);
        tracker.Step(7, []);
        Assert.Empty(tracker.Live);
        Assert.Equal([1], tracker.Step(8, [At(20, 20)]));
    }

    [Fact]
    public void After_a_gap_that_follows_a_first_sighting_the_second_run_shows_where_it_came_from()
    {
        tracker.Step(0, [At(20, 20)]);
        Assert.Equal([1], tracker.Step(4, [At(28, 20)]));
        Assert.Equal([0], tracker.Step(5, [At(30, 20)]));

        Assert.Equal([0, 4, 5], Assert.Single(tracker.Tracks).Points.Select(p => p.Frame));
        Assert.Equal([0], tracker.Step(6, [At(32, 20)]));
    }

    [Fact]
    public void A_flash_near_the_place_of_another_that_moves_off_its_line_is_another()
    {
        tracker.Step(0, [At(20, 20)]);
        tracker.Step(3, [At(24, 20)]);
        tracker.Step(4, [At(24, 22)]);

        Assert.Equal(2, tracker.Tracks.Count);
    }

    [Fact]
    public void What_flashes_on_the_path_after_a_gap_is_another_once_its_second_sighting_leads_elsewhere()
    {
        foreach (var t in new[] { 0, 1, 2 })
            tracker.Step(t, [At(10 + 2 * t, 20)]);
        Assert.Equal([0], tracker.Step(5, [At(20, 20)])); // just where the first would be
        Assert.Equal([1], tracker.Step(6, [At(20.5, 21)]));

        Assert.Equal(["0,1,2", "5,6"], tracker.Tracks.Select(t => string.Join(',', t.Points.Select(p => p.Frame))));
        Assert.Equal([1], tracker.Step(7, [At(21, 22)]));
    }

    [Fact]
    public void What_was_taken_for_an_object_and_given_up_again_does_not_end_it()
    {
        foreach (var t in new[] { 0, 1, 2 })
            tracker.Step(t, [At(10 + 2 * t, 20)]);
        Assert.Equal([0], tracker.Step(4, [At(18, 20)]));
        Assert.Equal([1], tracker.Step(5, [At(18.3, 21.2)]));

        Assert.Equal([0, 1], tracker.Step(6, [At(22, 20), At(18.6, 22.4)]));
    }

    [Fact]
    public void What_leads_back_to_an_object_whose_own_line_leads_elsewhere_is_another()
    {
        tracker.Step(0, [At(20, 20)]);
        tracker.Step(1, [At(20, 22)]);
        tracker.Step(4, [At(23, 22)]);
        tracker.Step(5, [At(24, 22)]);

        Assert.Equal(2, tracker.Tracks.Count);
    }

    [Fact]
    public void A_disc_of_another_size_is_another_object()
    {
        tracker.Step(0, [At(20, 20, radius: 3)]);
        tracker.Step(1, [At(21, 20, radius: 3)]);

        Assert.Equal([1, 0], tracker.Step(2, [At(22, 20, radius: 4.5), At(22.5, 20.5, radius: 3)]));
    }

    [Fact]
    public void What_was_seen_briefly_comes_back_near_its_line_and_what_was_seen_for_long_may_have_turned()
    {
        var brief = new ObjectTracker();
        foreach (var t in Enumerable.Range(0, 12))
            tracker.Step(t, [At(10 + t, 20)]);
        foreach (var t in new[] { 10, 11 })
            brief.Step(t, [At(10 + t, 20)]);
        foreach (var both in new[] { tracker, brief })
            both.Step(13, [At(23, 21.5)]);

        Assert.Single(tracker.Tracks);
        Assert.Equal(2, brief.Tracks.Count);
    }

    [Fact]
    public void What_it_says_after_a_frame_does_not_depend_on_what_comes_later()
    {
        var (whole, part) = (new ObjectTracker(), new ObjectTracker());
        var random = new Random(2);
        var frames = Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 4).Select(_ => At(random.Next(30), random.Next(30))).ToArray()).ToArray();
        var said = frames.Select((found, t) => (whole.Step(t, found), Points: Snapshot(whole))).ToArray();
        for (var t = 0; t < 20; t++)
        {
            Assert.Equal(said[t].Item1, part.Step(t, frames[t]));
            Assert.Equal(said[t].Points, Snapshot(part));
        }

        static string Snapshot(ObjectTracker tracker) => string.Join(';', tracker.Tracks.Select(t => $"{t.Id}: {string.Join(',', t.Points)}"));
    }

    [Fact]
    public void Each_thing_found_is_in_exactly_one_track_whose_id_is_told()
    {
        DetectedObject[] found = [At(10, 10), At(30, 30)];
        tracker.Step(0, found);

        Assert.Equal([1, 0], tracker.Step(1, [At(30, 31), At(10, 11)]));
        Assert.Equal(4, tracker.Tracks.Sum(t => t.Points.Count));
        Assert.Equal(found, tracker.Tracks.Select(t => t.Points[0].Object));
    }

    [Fact]
    public void Frames_must_rise_and_options_be_in_range()
    {
        tracker.Step(3, []);

        Assert.Throws<ArgumentException>(() => tracker.Step(3, []));
        Assert.Contains("most missed", Assert.Throws<ArgumentException>(() => new ObjectTracker(new() { MostMissed = -1 })).Message, StringComparison.Ordinal);
        Assert.Contains("gate", Assert.Throws<ArgumentException>(() => new ObjectTracker(new() { Gate = double.NaN })).Message, StringComparison.Ordinal);
    }
}
