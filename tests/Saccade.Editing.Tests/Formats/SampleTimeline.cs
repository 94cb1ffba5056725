using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Formats;

/// <summary>A timeline made by hand that has all that formats are to carry: at 30000/1001 frames a second, with drop-frame timecode.</summary>
internal static class SampleTimeline
{
    public static FrameRate Rate { get; } = new(30000, 1001);

    public static Rational Frames(long frames) => Rate.SecondsAt(frames);

    public static TimelineProject Project()
    {
        var camera = new MediaFile
        {
            Id = "camera", Name = "camera.mov", Path = "/media/a b/camera ä.mov", Rate = Rate, Duration = Frames(9000), HasVideo = true, HasAudio = true,
            Width = 1920, Height = 1080, SampleRate = 48000, AudioChannels = 2,
        };
        var game = camera with { Id = "game", Name = "game.mov", Path = "/media/game.mov", StartTimecode = Frames(1800) };
        var inner = new Sequence
        {
            Id = "inner", Name = "inner", Rate = Rate, Duration = Frames(300), Width = 1920, Height = 1080, SampleRate = 48000,
            Tracks = [Video(Clip("from inside", "camera", 0, 300, 900) with { Motion = new Motion { Rotation = 12 } })],
        };
        var cut = new Sequence
        {
            Id = "cut", Name = "cut", Rate = Rate, Duration = Frames(420), Width = 1920, Height = 1080, SampleRate = 48000, StartTimecode = Frames(107892), DropFrame = true,
            Tracks =
            [
                Video(
                    Clip("game.mov", "game", 0, 100, 30) with { LinkGroup = "one" },
                    new Transition { Name = "Cross Dissolve", Start = Frames(90), Duration = Frames(20), Cut = Frames(100), Effect = new Effect { Id = "Cross Dissolve", Name = "Cross Dissolve", Kind = "transition", Category = "Dissolve" } },
                    Clip("camera.mov", "camera", 100, 100, 60) with { LinkGroup = "two" },
                    Clip("off", "game", 220, 20, 0) with { Enabled = false },
                    new Clip { Name = "inner", Start = Frames(240), Duration = Frames(60), Source = new ClipSource.Nested("inner"), SourceStart = Frames(30), SourceDuration = Frames(60) }),
                Video(
                    Clip("face", "camera", 50, 60, 200) with
                    {
                        Motion = new Motion
                        {
                            Scale = new Animated<Pair>(new Pair(150, 150), new Keyframe<Pair>(Frames(0), new Pair(100, 100)), new Keyframe<Pair>(Frames(30), new Pair(150, 150))),
                            Position = new Animated<Pair>(new Pair(0.25, -0.125), new Keyframe<Pair>(Frames(10), default), new Keyframe<Pair>(Frames(20), new Pair(0.25, -0.125))),
                            Rotation = -30,
                            Anchor = new Pair(0.1, 0.2),
                        },
                        Crop = new Crop { Left = 9, Top = 5, Right = new Animated<double>(18, new Keyframe<double>(Frames(0), 0), new Keyframe<double>(Frames(15), 18)) },
                        Opacity = new Animated<double>(80, new Keyframe<double>(Frames(0), 0), new Keyframe<double>(Frames(12), 80)),
                        Markers = [new Marker { Name = "here", Comment = "look", Start = Frames(5) }, new Marker { Name = "range", Start = Frames(10), Duration = Frames(10) }],
                    },
                    Clip("fast", "game", 150, 50, 100) with { Speed = new SpeedChange { Ratio = 2 }, SourceDuration = Frames(100) },
                    Clip("back", "game", 200, 20, 400) with { Speed = new SpeedChange { Ratio = -1 } }),
                // The first sound ends after its picture, the second begins later: an L cut.
                Audio(1, Clip("game.mov", "game", 0, 110, 30) with { LinkGroup = "one" }, Clip("camera.mov", "camera", 110, 90, 70) with { LinkGroup = "two", Effects = [Volume(0.5)] }),
                Audio(2, Clip("game.mov", "game", 0, 110, 30) with { LinkGroup = "one" }, Clip("camera.mov", "camera", 110, 90, 70) with { LinkGroup = "two", Effects = [Volume(0.5)] }),
            ],
        };
        return new TimelineProject { Name = "project", Sequences = [cut], Nested = [inner], Media = [camera, game] };
    }

    private static Clip Clip(string name, string media, long start, long duration, long from) => new()
    {
        Name = name, Start = Frames(start), Duration = Frames(duration), Source = new ClipSource.Media(media), SourceStart = Frames(from), SourceDuration = Frames(duration),
    };

    private static Effect Volume(double level) => new()
    {
        Id = "audiolevels", Name = "Audio Levels", Kind = "audiolevels", Category = "audiolevels",
        Parameters = [new Parameter { Id = "level", Name = "Level", Value = new ParameterValue.Number(level) }],
    };

    private static Track Video(params TrackItem[] items) => new() { Kind = TrackKind.Video, Items = items };

    private static Track Audio(int channel, params Clip[] clips) => new() { Kind = TrackKind.Audio, Items = [.. clips.Select(c => c with { SourceTrack = channel })] };
}
