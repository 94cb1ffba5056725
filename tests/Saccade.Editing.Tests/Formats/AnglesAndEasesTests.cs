using Saccade.Editing.Comparing;
using Saccade.Editing.Formats;
using Saccade.Editing.Tests.Formats.Fcpxml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats;

/// <summary>What is written of multicams, synchronised clips and eased zooms, in every format that has them.</summary>
public class AnglesAndEasesTests
{
    private static readonly FrameRate Rate = new(25, 1);

    [Theory]
    [InlineData("xmeml")]
    [InlineData("fcpxml")]
    [InlineData("otio")]
    public void A_multicam_that_is_written_anew_has_its_angles_and_shows_the_one_that_it_showed(string format)
    {
        var project = Stage();
        var (read, losses) = Through(project, format);
        Assert.Empty(losses);
        var clip = read.Sequences[0].VideoTracks.Single().Clips.Single();
        Assert.Equal(new ClipSource.Angle(read.Multicams.Single().Id, "2", "1"), clip.Source);
        Assert.Equal((Rational.Zero, Rate.SecondsAt(50), Rate.SecondsAt(10)), (clip.Start, clip.Duration, clip.SourceStart));
        var multicam = read.Multicams.Single();
        Assert.Equal(("stage", Rate), (multicam.Name, multicam.Rate));
        Assert.Equal(["left", "right"], multicam.Angles.Select(a => a.Name));
        Assert.Equal(["left.mov", "right.mov"], multicam.Angles.Select(a => read.FindMedia(((ClipSource.Media)a.Tracks.First(t => t.Kind == TrackKind.Video).Clips.Single().Source).Id)!.Name));
    }

    [Theory]
    [InlineData("xmeml", "fcpxml")]
    [InlineData("fcpxml", "xmeml")]
    [InlineData("otio", "fcpxml")]
    public void Another_angle_is_switched_to_after_any_way_through_formats(string first, string second)
    {
        var (read, _) = Through(Through(Stage(), first).Project, second);
        var clip = read.Sequences[0].VideoTracks.Single().Clips.Single();
        var shown = (ClipSource.Angle)clip.Source;
        var other = read.Multicams.Single().Angles.Single(a => a.Id != shown.Video).Id;
        var track = read.Sequences[0].VideoTracks.Single();
        var changed = read with
        {
            Sequences = [read.Sequences[0] with { Tracks = [.. read.Sequences[0].Tracks.Select(t => ReferenceEquals(t, track) ? t with { Items = [clip with { Source = shown with { Video = other } }] } : t)] }],
        };
        Assert.Equal(other, ((ClipSource.Angle)Through(changed, second).Project.Sequences[0].VideoTracks.Single().Clips.Single().Source).Video);
    }

    [Fact]
    public void What_a_synchronised_clip_holds_is_patched_within_it()
    {
        var text = FcpxmlText.Project("""
            <sync-clip name="sync" offset="0s" duration="5s" format="r1">
                <asset-clip ref="r2" name="a" offset="0s" duration="5s" srcEnable="video"><asset-clip ref="r4" name="c" lane="-1" offset="1s" duration="4s"/></asset-clip>
                <sync-source sourceID="storyline"/>
            </sync-clip>
            """);
        var project = FcpxmlText.Read(text);
        var inner = project.FindSequence(((ClipSource.Nested)project.Sequences[0].VideoTracks.Single().Clips.Single().Source).Id)!;
        var picture = inner.VideoTracks.Single().Clips.Single();
        var zoomed = picture with { Motion = picture.Motion with { Scale = new Pair(150, 150) } };
        var changed = project with { Nested = [.. project.Nested.Select(s => s.Id == inner.Id ? s with { Tracks = [.. s.Tracks.Select(t => t.Kind == TrackKind.Video ? t with { Items = [zoomed] } : t)] } : s)] };

        var (read, losses) = Through(changed, "fcpxml");

        Assert.Empty(losses);
        var difference = Assert.Single(TimelineComparison.Between(project, read));
        Assert.Equal(("scale", "150, 150"), (difference.Property, difference.After));
    }

    [Theory]
    [InlineData("xmeml", Interpolation.Ease)]
    [InlineData("fcpxml", Interpolation.Ease)]
    [InlineData("fcpxml", Interpolation.EaseIn)]
    [InlineData("fcpxml", Interpolation.EaseOut)]
    [InlineData("otio", Interpolation.Ease)]
    [InlineData("otio", Interpolation.EaseIn)]
    public void An_eased_zoom_stays_eased(string format, Interpolation ease)
    {
        var project = Zoom(ease);
        var (read, losses) = Through(project, format);
        Assert.Empty(losses);
        Assert.Equal(project.Sequences[0].Clips.Single().Motion.Scale, read.Sequences[0].Clips.Single().Motion.Scale);
    }

    [Fact]
    public void An_ease_that_xmeml_has_not_becomes_one_at_both_ends_and_is_listed()
    {
        var (read, losses) = Through(Zoom(Interpolation.EaseIn), "xmeml");
        Assert.Contains("EaseIn becomes an ease at both ends", Assert.Single(losses).What, StringComparison.Ordinal);
        Assert.Equal(Interpolation.Ease, read.Sequences[0].Clips.Single().Motion.Scale.Keyframes[0].Interpolation);
    }

    private static TimelineProject Stage() => new()
    {
        Name = "p",
        Media = [Media("left"), Media("right")],
        Multicams = [new Multicam { Id = "m", Name = "stage", Rate = Rate, Angles = [Angle("1", "left"), Angle("2", "right")] }],
        Sequences = [Sequence(new Clip { Name = "stage", Start = 0, Duration = Rate.SecondsAt(50), Source = new ClipSource.Angle("m", "2", "1"), SourceStart = Rate.SecondsAt(10), SourceDuration = Rate.SecondsAt(50) })],
    };

    private static TimelineProject Zoom(Interpolation ease) => new()
    {
        Name = "p",
        Media = [Media("left")],
        Sequences =
        [
            Sequence(Shows("left") with
            {
                Motion = new Motion { Scale = new Animated<Pair>(new Pair(100, 100), new Keyframe<Pair>(0, new Pair(100, 100), ease), new Keyframe<Pair>(Rate.SecondsAt(25), new Pair(150, 150))) },
            }),
        ],
    };

    private static MediaFile Media(string id) => new() { Id = id, Name = $"{id}.mov", Path = $"/media/{id}.mov", Rate = Rate, Duration = Rate.SecondsAt(500), HasVideo = true, Width = 1920, Height = 1080 };

    private static MulticamAngle Angle(string id, string media) => new() { Id = id, Name = media, Tracks = [new Track { Kind = TrackKind.Video, Items = [Shows(media)] }] };

    private static Clip Shows(string media) => new() { Name = media, Start = 0, Duration = Rate.SecondsAt(500), Source = new ClipSource.Media(media), SourceDuration = Rate.SecondsAt(500) };

    private static Sequence Sequence(Clip clip) =>
        new() { Id = "s", Name = "s", Rate = Rate, Width = 1920, Height = 1080, Tracks = [new Track { Kind = TrackKind.Video, Items = [clip] }] };

    private static (TimelineProject Project, IReadOnlyList<Loss> Losses) Through(TimelineProject project, string format)
    {
        var output = new MemoryStream();
        var losses = TimelineFormats.Writers.Single(w => w.Name == format).Write(project, output);
        return (TimelineFormats.Readers.Single(r => r.Name == format).Read(new MemoryStream(output.ToArray()), ReadOptions.Default), losses);
    }
}
