using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>A sequence as its habits are counted: what is switched on, in seconds. Nested sequences are clips like others.</summary>
internal sealed class EditedTimeline
{
    private EditedTimeline(TimelineProject project, Sequence sequence, EditedTrack[] tracks)
    {
        (Project, Sequence, Tracks) = (project, sequence, tracks);
        Sound = [.. sequence.AudioTracks.Where(t => t.Enabled).SelectMany(t => t.Clips).Where(c => c.Enabled)];
        Duration = Math.Max(tracks.Max(t => t.Clips[^1].End.Value), Sound.Select(c => c.End.Value).DefaultIfEmpty(0).Max());
    }

    public TimelineProject Project { get; }

    public Sequence Sequence { get; }

    /// <summary>Of pictures, from the bottom to the top; those with no clip that is on are left out, and keep their numbers.</summary>
    public IReadOnlyList<EditedTrack> Tracks { get; }

    /// <summary>Clips of sound that are on.</summary>
    public IReadOnlyList<Clip> Sound { get; }

    /// <summary>Seconds until the last clip that is on ends.</summary>
    public double Duration { get; }

    /// <summary>Seconds of a frame.</summary>
    public double Frame => (double)Sequence.Rate.Denominator / Sequence.Rate.Numerator;

    /// <summary>Null where no picture is on.</summary>
    public static EditedTimeline? Of(TimelineProject project, Sequence sequence)
    {
        var tracks = sequence.VideoTracks.Index().Where(t => t.Item.Enabled && t.Item.Clips.Any(c => c.Enabled))
            .Select(t => EditedTrack.Of(t.Index + 1, t.Item, sequence.Rate)).ToArray();
        return tracks.Length == 0 ? null : new EditedTimeline(project, sequence, tracks);
    }

    public EditedTrack? Track(int number) => Tracks.FirstOrDefault(t => t.Number == number);
}
