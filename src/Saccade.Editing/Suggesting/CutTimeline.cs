using Saccade.Editing.Cutting;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Suggesting;

/// <summary>
/// Makes a timeline of what is kept of a recording: its stretches one after another on V1, each with a marker that says how sure the cutter is and why, and the recording's
/// sound linked to it, a track for each channel.
/// </summary>
public static class CutTimeline
{
    private const int MostChannels = 8;
    private const string MediaId = "footage";

    /// <param name="footage">The recording.</param>
    /// <param name="kept">In the order of their starts, without overlaps. Ends become whole frames; what is less than a frame or lies behind the recording's end is left out.</param>
    /// <param name="dropped">What is not, with its reasons.</param>
    /// <param name="name">The timeline's.</param>
    /// <exception cref="TimelineException">Nothing is kept, or stretches overlap.</exception>
    public static Suggestion Of(Footage footage, IReadOnlyList<KeptStretch> kept, IReadOnlyList<DroppedStretch> dropped, string name)
    {
        var (clips, changes) = (new List<Clip>(), new List<SuggestedChange>());
        var (packed, cursor) = (Rational.Zero, Rational.Zero);
        foreach (var stretch in kept)
        {
            var (start, end) = (footage.OnFrame(stretch.Start), footage.OnFrame(stretch.End));
            if (start < cursor)
                throw new TimelineException($"what is kept overlaps at {stretch.Start} s", footage.Path);
            if (end <= start)
                continue;
            var clip = new Clip
            {
                Id = $"cut-{clips.Count + 1}",
                Name = footage.Name,
                Start = packed,
                Duration = end - start,
                Source = new ClipSource.Media(MediaId),
                SourceStart = start,
                SourceDuration = end - start,
                LinkGroup = footage.Channels > 0 ? $"cut-{clips.Count + 1}" : null,
                Markers = [Suggestion.Mark(stretch.Confidence, stretch.Reason)],
            };
            clips.Add(clip);
            changes.Add(new SuggestedChange(ChangeKind.Added, "V1", clip.Name, clip.Start, clip.End, stretch.Reason) { SourceStart = start, Confidence = stretch.Confidence });
            (packed, cursor) = (clip.End, end);
        }
        if (clips.Count == 0)
            throw new TimelineException("nothing of it is kept", footage.Path);
        changes.AddRange(dropped.Select(d => new SuggestedChange(ChangeKind.LeftOut, "V1", footage.Name, d.Start, d.End, d.Reason) { SourceStart = d.Start }));
        return new Suggestion(Project(footage, clips, name, packed), [.. changes.OrderBy(c => c.SourceStart!.Value)], []);
    }

    private static Rational OnFrame(this Footage footage, Rational time) =>
        Rational.Min(Rational.Max(footage.Rate.SecondsAt(footage.Rate.FramesAt(time).Round()), Rational.Zero), footage.Duration);

    private static TimelineProject Project(Footage footage, IReadOnlyList<Clip> clips, string name, Rational duration)
    {
        var tracks = new List<Track> { new() { Kind = TrackKind.Video, Items = [.. clips] } };
        for (var channel = 1; channel <= Math.Min(footage.Channels, MostChannels); channel++)
            tracks.Add(new Track { Kind = TrackKind.Audio, Items = [.. clips.Select(c => c with { Id = $"{c.Id}-sound-{channel}", SourceTrack = channel, Markers = [] })] });
        return new TimelineProject
        {
            Name = name,
            Sequences =
            [
                new Sequence
                {
                    Id = "cut", Name = name, Rate = footage.Rate, Duration = duration, Width = footage.Width, Height = footage.Height,
                    SampleRate = footage.Channels > 0 ? footage.SampleRate : null, Tracks = tracks,
                },
            ],
            Media = [footage.ToMedia(MediaId)],
        };
    }
}
