using Saccade.Editing.Style;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Style;

/// <summary>Timelines of known habits, made in memory: ten frames a second, times in tenths of a second.</summary>
internal static class Cuts
{
    public static Rational Tenths(long tenths) => new(tenths, 10);

    public static Clip Clip(int start, int length, string media = "a", int from = 0) => new()
    {
        Name = media,
        Start = Tenths(start),
        Duration = Tenths(length),
        Source = new ClipSource.Media(media),
        SourceStart = Tenths(from),
        SourceDuration = Tenths(length),
    };

    public static Clip At(this Clip clip, double scale, double x = 0, double y = 0) =>
        clip with { Motion = clip.Motion with { Scale = new Pair(scale, scale), Position = new Pair(x, y) } };

    /// <summary>Keyframes of scale: tenths after the clip's start, and percent.</summary>
    public static Clip Zoomed(this Clip clip, params (int Tenths, double Scale)[] keys) => clip with
    {
        Motion = clip.Motion with { Scale = new Animated<Pair>(new Pair(100, 100), [.. keys.Select(k => new Keyframe<Pair>(Tenths(k.Tenths), new Pair(k.Scale, k.Scale)))]) },
    };

    public static Track Pictures(params IEnumerable<TrackItem> items) => new() { Kind = TrackKind.Video, Items = [.. items] };

    public static Track Sounds(params IEnumerable<TrackItem> items) => new() { Kind = TrackKind.Audio, Items = [.. items] };

    public static TimelineProject Project(params IReadOnlyList<Track> tracks) => new()
    {
        Sequences = [new Sequence { Id = "s", Name = "cut", Rate = new FrameRate(10, 1), Tracks = tracks }],
        Media = [.. tracks.SelectMany(t => t.Clips).Select(c => c.Source).OfType<ClipSource.Media>().Select(m => m.Id).Distinct()
            .Select(id => new MediaFile { Id = id, Name = id, Path = $"/media/{id}.mov", Rate = new FrameRate(10, 1), Duration = 10_000, HasVideo = true, HasAudio = true })],
    };

    public static StyleReport StyleOf(params IEnumerable<TimelineProject> projects) => StyleReport.Of(Shelf.Of(projects.Select((p, i) => ($"project {i + 1}", p))));

    public static StyleReport StyleOf(params IReadOnlyList<Track> tracks) => StyleOf([Project(tracks)]);
}
