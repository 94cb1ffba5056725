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
            tracker.Step(t, [At(10 + 2 * t, 30 + t), At(50 - 2 * t, 30.5 + t)]);

        Assert.Equal(2, tracker.Tracks.Count);
        Assert.Equal([48.0, 12.0], tracker.Tracks.Select(t => t.Points[^1].Object.Centre.X));
    }

    [Fact]
    public void An_object_that_is_hidden_for_some_frames_goes_on_along_its_path()
    {
        foreach (var t in new[] { 0, 1, 2, 3, 8, 9 })
            tracker.Step(t, [At(10 + 3 * t, 20)]);

        Assert.Equal([0, 1, 2, 3, 8, 9], Assert.Single(tracker.Tracks).Points.Select(p => p.Frame));
        Assert.Equal(10, tracker.Tracks[0].Span);
    }

    [Fact]
    public void What_comes_back_off_the_path_is_another()
    {
        foreach (var t in new[] { 0, 1, 2 })
            tracker.Step(t, [At(10 + 3 * t, 20)]);
        tracker.Step(5, [At(16, 24)]);

        Assert.Equal(2, tracker.Tracks.Count);
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
    public void What_is_decided_stays_so_whatever_comes_later()
    {
        var (long_, short_) = (new ObjectTracker(), new ObjectTracker());
        var random = new Random(2);
        var frames = Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, 4).Select(_ => At(random.Next(64), random.Next(64))).ToArray()).ToArray();
        for (var t = 0; t < frames.Length; t++)
        {
            var ids = long_.Step(t, frames[t]);
            if (t < 20)
                Assert.Equal(short_.Step(t, frames[t]), ids);
        }

        Assert.Equal(
            short_.Tracks.Select(t => t.Points.ToArray()),
            long_.Tracks.Take(short_.Tracks.Count).Select(t => t.Points.Where(p => p.Frame < 20).ToArray()));
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
