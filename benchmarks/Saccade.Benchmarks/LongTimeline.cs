using Saccade.Editing.Time;
using Saccade.Editing.Timelines;
using FrameRate = Saccade.Media.FrameRate;

namespace Saccade.Benchmarks;

/// <summary>A timeline as long as wanted, made of what editors' timelines are made of: pictures with their sound, sizes and places, keyframes on one in four, crops, titles, markers.</summary>
internal static class LongTimeline
{
    private const int Tracks = 6, Files = 200;

    private static readonly FrameRate Rate = new(30000, 1001);

    /// <param name="clips">Half of them pictures on six tracks, half of them their sounds.</param>
    public static TimelineProject Of(int clips)
    {
        var (pictures, sounds) = (new List<TrackItem>[Tracks], new List<TrackItem>[Tracks]);
        var at = new long[Tracks];
        for (var track = 0; track < Tracks; track++)
            (pictures[track], sounds[track]) = ([], []);
        for (var i = 0; i < clips / 2; i++)
        {
            var track = i % Tracks;
            var length = 30 + (i * 37 % 90);
            var picture = Picture(i, at[track], length);
            pictures[track].Add(picture);
            sounds[track].Add(new Clip
            {
                Name = picture.Name, Start = picture.Start, Duration = picture.Duration, Source = picture.Source, SourceStart = picture.SourceStart, SourceDuration = picture.SourceDuration,
                LinkGroup = picture.LinkGroup, SourceTrack = 1,
            });
            // One in five is followed by nothing for a while.
            at[track] += length + (i % 5 == 0 ? 15 : 0);
        }
        var sequence = new Sequence
        {
            Id = "long", Name = "long", Rate = Rate, Duration = Frames(at.Max()), Width = 1920, Height = 1080, SampleRate = 48000,
            Tracks = [.. pictures.Select(p => new Track { Kind = TrackKind.Video, Items = p }), .. sounds.Select(s => new Track { Kind = TrackKind.Audio, Items = s })],
            Markers = [.. Enumerable.Range(0, clips / 100).Select(i => new Marker { Name = $"marker {i}", Start = Frames(i * 300) })],
        };
        return new TimelineProject { Name = "long", Sequences = [sequence], Media = [.. Enumerable.Range(0, Files).Select(Media)] };
    }

    private static Clip Picture(int i, long start, int length) => new()
    {
        Name = $"recording {i % Files}.mov", Start = Frames(start), Duration = Frames(length), Source = new ClipSource.Media($"file-{i % Files}"),
        SourceStart = Frames(i * 11 % 5000), SourceDuration = Frames(length), LinkGroup = $"link-{i}",
        Motion = new Motion { Scale = i % 4 == 0 ? Zoom(length) : new Pair(100 + (i % 60), 100 + (i % 60)), Position = new Pair(0.01 * (i % 30), -0.01 * (i % 20)) },
        Crop = i % 10 == 0 ? new Crop { Left = 10, Right = 10 } : Crop.None,
        Markers = i % 50 == 0 ? [new Marker { Name = "look here", Start = Frames(5) }] : [],
    };

    private static Animated<Pair> Zoom(int length) => new(new Pair(150, 150), [.. Enumerable.Range(0, 4).Select(k => new Keyframe<Pair>(Frames(k * length / 4), new Pair(100 + (15 * k), 100 + (15 * k))))]);

    private static MediaFile Media(int i) => new()
    {
        Id = $"file-{i}", Name = $"recording {i}.mov", Path = $"/media/project/recording {i}.mov", Rate = Rate, Duration = Frames(9000), HasVideo = true, HasAudio = true,
        Width = 1920, Height = 1080, SampleRate = 48000, AudioChannels = 2,
    };

    private static Rational Frames(long frames) => Rate.SecondsAt(frames);
}
