using System.Text;
using System.Text.Json.Nodes;
using Saccade.Editing.Comparing;
using Saccade.Editing.Formats;
using Saccade.Editing.Formats.Otio;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats.Otio;

public class OtioTests
{
    // As another program writes it: Clip.1 and Clip.2, a time warp, a nested stack, things that the model does not know.
    private const string Foreign = """
        {
            "OTIO_SCHEMA": "Timeline.1",
            "metadata": { "other": { "kept": 1.50 } },
            "name": "cut",
            "global_start_time": { "OTIO_SCHEMA": "RationalTime.1", "rate": 23.976, "value": 86400 },
            "tracks": {
                "OTIO_SCHEMA": "Stack.1", "name": "tracks", "markers": [], "effects": [],
                "children": [
                    {
                        "OTIO_SCHEMA": "Track.1", "name": "V1", "kind": "Video", "source_range": null,
                        "children": [
                            { "OTIO_SCHEMA": "Gap.1", "name": "", "source_range": { "OTIO_SCHEMA": "TimeRange.1", "start_time": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 0.0 }, "duration": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 48.0 } } },
                            {
                                "OTIO_SCHEMA": "Clip.2", "name": "a", "enabled": false, "unknown": [1, 2.0, "ü"],
                                "active_media_reference_key": "DEFAULT_MEDIA",
                                "media_references": { "DEFAULT_MEDIA": { "OTIO_SCHEMA": "ExternalReference.1", "target_url": "file:///media/a%20b.mov", "available_range": { "OTIO_SCHEMA": "TimeRange.1", "start_time": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 240.0 }, "duration": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 2400.0 } } } },
                                "source_range": { "OTIO_SCHEMA": "TimeRange.1", "start_time": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 264.0 }, "duration": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 48.0 } },
                                "effects": [ { "OTIO_SCHEMA": "LinearTimeWarp.1", "name": "", "effect_name": "", "time_scalar": 2.5 }, { "OTIO_SCHEMA": "Effect.1", "name": "blur", "effect_name": "Blur" } ],
                                "markers": [ { "OTIO_SCHEMA": "Marker.2", "name": "m", "color": "RED", "marked_range": { "OTIO_SCHEMA": "TimeRange.1", "start_time": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 276.0 }, "duration": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 0.0 } } } ]
                            },
                            { "OTIO_SCHEMA": "Transition.1", "name": "", "transition_type": "SMPTE_Dissolve", "in_offset": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 12.0 }, "out_offset": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 6.0 } },
                            {
                                "OTIO_SCHEMA": "Stack.1", "name": "inside", "source_range": { "OTIO_SCHEMA": "TimeRange.1", "start_time": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 12.0 }, "duration": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 24.0 } },
                                "children": [ { "OTIO_SCHEMA": "Track.1", "name": "", "kind": "Video", "children": [
                                    { "OTIO_SCHEMA": "Clip.1", "name": "b", "media_reference": { "OTIO_SCHEMA": "MissingReference.1" }, "source_range": { "OTIO_SCHEMA": "TimeRange.1", "start_time": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 0.0 }, "duration": { "OTIO_SCHEMA": "RationalTime.1", "rate": 24.0, "value": 96.0 } } } ] } ]
                            }
                        ]
                    },
                    { "OTIO_SCHEMA": "Track.1", "name": "A1", "kind": "Audio", "children": [] }
                ]
            }
        }
        """;

    [Fact]
    public void A_file_of_another_program_is_read()
    {
        var project = Read(Foreign);
        var cut = Assert.Single(project.Sequences);
        Assert.Equal((new FrameRate(24000, 1001), new Rational(36036, 10)), (cut.Rate, cut.StartTimecode));
        var clips = cut.VideoTracks.Single().Clips.ToArray();
        Assert.Equal((new Rational(2), new Rational(2), Rational.One, new Rational(5), new Rational(5, 2), false), (clips[0].Start, clips[0].Duration, clips[0].SourceStart, clips[0].SourceDuration, clips[0].Speed!.Ratio, clips[0].Enabled));
        Assert.Equal("Blur", Assert.Single(clips[0].Effects).Id);
        var marker = Assert.Single(clips[0].Markers);
        Assert.Equal((new Rational(1, 2), "RED"), (marker.Start, marker.Color));
        var media = Assert.Single(project.Media);
        Assert.Equal(("/media/a b.mov", new Rational(10), true, false), (media.Path, media.StartTimecode, media.HasVideo, media.HasAudio));
        var transition = cut.VideoTracks.Single().Transitions.Single();
        Assert.Equal((new Rational(4), new Rational(7, 2), new Rational(3, 4), "Cross Dissolve"), (transition.Cut, transition.Start, transition.Duration, transition.Effect!.Id));
        Assert.Equal("b", project.FindSequence(Assert.IsType<ClipSource.Nested>(clips[1].Source).Id)!.Clips.Single().Name);
        Assert.Contains("metadata 'other'", project.Origin!.Unmodelled);
    }

    [Fact]
    public void It_comes_back_as_it_was_and_a_second_pass_is_equal_to_the_byte()
    {
        var once = Write(Read(Foreign));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Foreign), JsonNode.Parse(once)));
        Assert.Contains("1.50", once, StringComparison.Ordinal);
        Assert.Contains("\"ü\"", once, StringComparison.Ordinal);
        Assert.Equal(once, Write(Read(once)));
    }

    [Fact]
    public void A_change_is_patched_where_it_stands_and_all_else_stays()
    {
        var project = Read(Foreign);
        var cut = project.Sequences[0];
        var track = cut.Tracks[0];
        var changed = project with
        {
            Sequences = [cut with { Tracks = [track with { Items = [.. track.Items.Select(i => i is Clip { Name: "a" } c ? c with { Name = "new", Enabled = true, Opacity = 40 } : i)] }, cut.Tracks[1]] }],
        };
        var written = Write(changed);
        var expected = JsonNode.Parse(Foreign)!;
        var clip = expected["tracks"]!["children"]![0]!["children"]![1]!;
        clip["name"] = "new";
        clip["enabled"] = true;
        var after = JsonNode.Parse(written)!["tracks"]!["children"]![0]!["children"]![1]!.AsObject();
        Assert.Equal(40, (double)after["metadata"]!["saccade"]!["opacity"]!);
        after.Remove("metadata");
        Assert.True(JsonNode.DeepEquals(clip, after), after.ToJsonString());
        Assert.Empty(TimelineComparison.Between(changed, Read(written)));
    }

    [Fact]
    public void What_it_has_no_place_for_comes_back_from_metadata()
    {
        var sample = SampleTimeline.Project();
        var cut = sample.Sequences[0];
        var before = sample with
        {
            Media = [.. sample.Media, new MediaFile { Id = "unused", Name = "unused.wav", Path = "/media/unused.wav", HasAudio = true, AudioChannels = 1 }],
            Multicams = [new Multicam { Id = "cams", Name = "cams", Rate = SampleTimeline.Rate, Angles = [new MulticamAngle { Id = "left", Name = "left", Tracks = [cut.Tracks[1]] }] }],
            Sequences =
            [
                cut with
                {
                    Markers = [new Marker { Name = "chapter", Start = 2, Kind = MarkerKind.Chapter }],
                    Tracks =
                    [
                        new Track
                        {
                            Kind = TrackKind.Video, Name = "top", Locked = true, Enabled = false,
                            Items =
                            [
                                new Clip { Name = "title", Id = "t1", Start = 1, Duration = 2, SourceDuration = 2, Text = "words", Source = new ClipSource.Generated(new Effect { Id = "Text", Name = "Text", Parameters = [new Parameter { Id = "size", Value = new ParameterValue.Number(new Animated<double>(12, new Keyframe<double>(Rational.One, 12, Interpolation.Hold))) }] }) },
                                new Clip { Name = "angle", Start = 3, Duration = 2, SourceDuration = 2, Source = new ClipSource.Angle("cams", "left", null) },
                                new Clip { Name = "ramp", Start = new Rational(51, 10), Duration = 2, SourceStart = 0, SourceDuration = new Rational(7, 3), Source = new ClipSource.Media("game"), Speed = new SpeedChange { Points = [new SpeedPoint(0, 0), new SpeedPoint(1, new Rational(1, 3)), new SpeedPoint(2, new Rational(7, 3))] } },
                            ],
                        },
                        .. cut.Tracks,
                    ],
                },
            ],
        };
        Assert.Empty(TimelineComparison.Between(before, Read(Write(before))));
    }

    [Fact]
    public void Several_timelines_are_a_collection()
    {
        var sample = SampleTimeline.Project();
        var before = sample with { Sequences = [sample.Sequences[0], sample.Sequences[0] with { Id = "second", Name = "second" }] };
        var text = Write(before);
        Assert.Contains("SerializableCollection.1", text, StringComparison.Ordinal);
        Assert.Empty(TimelineComparison.Between(before, Read(text)));
    }

    [Theory]
    [InlineData("{", 1, "no well-formed JSON")]
    [InlineData("{\"OTIO_SCHEMA\": \"Timeline.1\"}", 1, "has no tracks")]
    [InlineData("{\"OTIO_SCHEMA\": \"Clip.1\"}", 1, "holds no timeline")]
    [InlineData("{\"a\": 1,\n\"a\": 2}", 0, "no well-formed JSON")]
    [InlineData("[]", 1, "is no JSON object")]
    public void What_is_no_timeline_is_refused(string text, int line, string cause)
    {
        var failure = Assert.Throws<TimelineException>(() => Read(text));
        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
        Assert.Equal(line, failure.Line);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("\"rate\": 24.0, \"value\": 264.0", "\"rate\": 0.0, \"value\": 264.0", "a rate is greater than zero")]
    [InlineData("\"rate\": 24.0, \"value\": 264.0", "\"rate\": -24.0, \"value\": 264.0", "a rate is greater than zero")]
    [InlineData("\"rate\": 24.0, \"value\": 264.0", "\"rate\": 24.0, \"value\": \"soon\"", "no number")]
    [InlineData("\"rate\": 24.0, \"value\": 264.0", "\"rate\": 24.0, \"value\": 1e300", "too large")]
    [InlineData("\"rate\": 24.0, \"value\": 48.0 } },\n                        \"effects\"", "\"rate\": 24.0, \"value\": 0.0 } },\n                        \"effects\"", "has no length")]
    public void Times_that_cannot_be_are_named_with_their_clip_and_line(string good, string bad, string cause)
    {
        Assert.Contains(good, Foreign, StringComparison.Ordinal);
        var failure = Assert.Throws<TimelineException>(() => Read(Foreign.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Contains("clip 'a'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Line, 13, 20);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);
        Assert.Contains("no well-formed JSON", Assert.Throws<TimelineException>(() => Read(deep)).Message, StringComparison.Ordinal);
    }

    private static TimelineProject Read(string text) => new OtioFormat().Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), ReadOptions.Default);

    private static string Write(TimelineProject project)
    {
        var output = new MemoryStream();
        Assert.Empty(new OtioFormat().Write(project, output));
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
