using Saccade.Editing.Checking;
using Saccade.Editing.Content;
using Saccade.Editing.Suggesting;
using Saccade.Editing.Time;

namespace Saccade.Editing.Tests.Suggesting;

public sealed class CutTimelineTests
{
    private static readonly Footage Recording = new("/media/game.mp4", Shown.Rate, Shown.Rate.SecondsAt(3000), 1920, 1080, 2, 48000);

    [Theory]
    [InlineData("xmeml")]
    [InlineData("fcpxml")]
    [InlineData("otio")]
    public void Kept_stretches_lie_one_after_another_with_their_sound_in_every_format(string format)
    {
        var suggestion = CutTimeline.Of(Recording, [new(1, 3, 0.9, "loud"), new(new(101, 10), 20, 0.75, "busy & loud")], [], "first cut");

        var read = Shown.Through(suggestion.Project, format);

        Assert.Equal([], Shown.Differences(suggestion.Project, read));
        Assert.Equal([], TimelineCheck.Run(read, _ => true));
        var sequence = read.Sequences.Single();
        Assert.Equal([1, 2], sequence.AudioTracks.Select(t => t.Clips.First().SourceTrack!.Value));
        var clips = sequence.VideoTracks.Single().Clips.ToArray();
        Assert.Equal([(0L, 60L, 30L), (60L, 296L, 303L)], clips.Select(c => (Frame(c.Start), Frame(c.Duration), Frame(c.SourceStart))));
        Assert.Equal([("90 %", "loud"), ("75 %", "busy & loud")], clips.Select(c => (c.Markers.Single().Name, c.Markers.Single().Comment)));
        Assert.All(sequence.AudioTracks, t => Assert.Equal(clips.Select(c => (c.Start, c.End, c.SourceStart, c.LinkGroup)), t.Clips.Select(c => (c.Start, c.End, c.SourceStart, c.LinkGroup))));
        Assert.Equal(2, clips.Select(c => c.LinkGroup).Distinct().Count());
    }

    [Fact]
    public void What_is_left_out_is_said_on_the_recordings_clock()
    {
        var suggestion = CutTimeline.Of(Recording, [new(1, 3, 0.9, "loud"), new(3, 5, 0.8, "loud too")], [new(0, 1, "quiet"), new(5, 100, "still")], "cut");
        Assert.Equal([ChangeKind.LeftOut, ChangeKind.Added, ChangeKind.Added, ChangeKind.LeftOut], suggestion.Changes.Select(c => c.Kind));
        Assert.Equal(["quiet", "loud", "loud too", "still"], suggestion.Changes.Select(c => c.Reason));
        Assert.Equal((5, 100), (suggestion.Changes[^1].Start, suggestion.Changes[^1].End));
    }

    [Fact]
    public void A_recording_without_sound_has_no_sound_tracks_and_no_links()
    {
        var cut = CutTimeline.Of(Recording with { Channels = 0 }, [new(0, 10, 1, "all")], [], "cut").Project;
        Assert.Empty(cut.Sequences[0].AudioTracks);
        Assert.Null(cut.Sequences[0].Clips.Single().LinkGroup);
        Assert.False(cut.Media[0].HasAudio);
    }

    [Fact]
    public void What_lies_outside_is_cut_off_and_what_is_less_than_a_frame_left_out()
    {
        var cut = CutTimeline.Of(Recording, [new(-5, 1, 1, "early"), new(2, new(2001, 1000), 1, "a flash"), new(100, 500, 1, "late")], [], "cut").Project.Sequences[0].VideoTracks.Single().Clips.ToArray();
        Assert.Equal([(0L, 30L), (2997L, 3L)], cut.Select(c => (Frame(c.SourceStart), Frame(c.Duration))));
    }

    [Fact]
    public void Nothing_kept_and_overlaps_are_errors_that_name_the_recording()
    {
        Assert.Contains("/media/game.mp4: nothing of it is kept", Assert.Throws<TimelineException>(() => CutTimeline.Of(Recording, [], [], "cut")).Message, StringComparison.Ordinal);
        Assert.Contains("overlaps at 2 s", Assert.Throws<TimelineException>(() => CutTimeline.Of(Recording, [new(0, 3, 1, "a"), new(2, 5, 1, "b")], [], "cut")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_of_another_length_are_refused_and_a_recording_without_sound_is_cut_by_what_moves()
    {
        var moving = Features(1001, step => (float.NaN, step is >= 300 and < 400 ? 0.8f : 0.05f));
        var cut = FirstCut.ByRules(Recording, moving, new(), null);
        Assert.Contains("no sound", Assert.Single(cut.Notes), StringComparison.Ordinal);
        Assert.InRange(cut.Sequence.End.Value, 10, 10.5);
        Assert.Equal([ChangeKind.LeftOut, ChangeKind.Added, ChangeKind.LeftOut], cut.Changes.Select(c => c.Kind));

        var old = Assert.Throws<TimelineException>(() => FirstCut.ByRules(Recording, Features(500, _ => (0.5f, 0.5f)), new(), null));
        Assert.Contains("/media/game.mp4: its features are those of 50 s, and it has 100.1 s", old.Message, StringComparison.Ordinal);
    }

    private static ContentFeatures Features(int steps, Func<int, (float Loudness, float Motion)> at) =>
        new([.. Enumerable.Range(0, steps).SelectMany(i => new[] { at(i).Loudness, at(i).Motion, 0 })]);

    private static long Frame(Rational time) => Shown.Rate.FramesAt(time) is { IsInteger: true } frames ? frames.Floor() : throw new InvalidOperationException($"{time} s is no frame");
}
