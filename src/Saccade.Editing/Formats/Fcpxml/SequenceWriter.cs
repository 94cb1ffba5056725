using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Writes one timeline. While nothing on it has moved, its elements are patched where they stand; otherwise its storyline is built anew of them.</summary>
internal sealed class SequenceWriter(FcpxmlDocument document, References references)
{
    public void Write(Sequence sequence, XElement element)
    {
        var read = document.CopyOf(sequence) is null ? null : sequence.Origin!.AsRead as Sequence;
        if (read is null || read.Rate != sequence.Rate || read.Width != sequence.Width || read.Height != sequence.Height)
            element.Set("format", document.Format(sequence.Rate, sequence.Width, sequence.Height));
        if (read is null || read.Duration != sequence.Duration)
            element.SetTime("duration", sequence.Duration.Sign > 0 ? sequence.Duration : sequence.End);
        var isMoved = read?.StartTimecode != sequence.StartTimecode;
        if (isMoved)
            element.SetTime("tcStart", sequence.StartTimecode);
        if (read?.DropFrame != sequence.DropFrame)
            element.Set("tcFormat", sequence.DropFrame ? "DF" : "NDF");
        if (read?.SampleRate != sequence.SampleRate)
            element.Set("audioRate", SequenceReader.SampleRateText(sequence.SampleRate));
        var spine = element.Element("spine");
        if (spine is null)
            StoryElement.Insert(element, spine = new XElement("spine"));
        if (read is not null && !isMoved && IsLaidOutAs(read, sequence))
        {
            Patch(sequence.Tracks, sequence);
            return;
        }
        LoseTracks(sequence.Name, sequence.Tracks);
        Fill(spine, Builder(sequence).Build(sequence.Tracks, sequence.Markers, sequence.StartTimecode));
    }

    /// <summary>Writes what a synchronised clip holds.</summary>
    public void WriteContents(Sequence sequence, XElement clip)
    {
        if (IsLaidOutAs((Sequence)sequence.Origin!.AsRead!, sequence))
        {
            Patch(sequence.Tracks, sequence);
            return;
        }
        foreach (var content in clip.Elements().Where(StoryElement.IsStory).Where(c => !FcpxmlContext.IsConnected(clip, c)).ToArray())
            XmlLayout.Remove(content);
        var spine = new XElement("spine");
        Fill(spine, Builder(sequence).Build(sequence.Tracks, sequence.Markers, Rational.Zero));
        StoryElement.Insert(clip, spine);
    }

    public void WriteAngle(MulticamAngle angle, XElement element, Multicam multicam)
    {
        var timeline = new Sequence { Id = angle.Id, Name = angle.Name, Rate = multicam.Rate, Tracks = angle.Tracks };
        if (document.CopyOf(angle) is not null && angle.Origin!.AsRead is MulticamAngle read && SameTracks(read.Tracks, angle.Tracks))
            Patch(angle.Tracks, timeline);
        else
            Fill(element, Builder(timeline).Build(angle.Tracks, [], Rational.Zero));
    }

    private StorylineBuilder Builder(Sequence sequence) => new(document, new ClipWriter(document, references, sequence));

    private static void Fill(XElement spine, IReadOnlyList<XElement> items)
    {
        spine.RemoveNodes();
        foreach (var item in items)
            spine.Add(item);
        // On a line of its own, the storyline's items get theirs.
        if (spine.PreviousNode is XText { Value: var space } && space.LastIndexOf('\n') is var line and >= 0)
            XmlLayout.Indent(spine, space[(line + 1)..]);
    }

    private void Patch(IReadOnlyList<Track> tracks, Sequence sequence)
    {
        LoseTracks(sequence.Name, tracks.Where(t => !t.IsAsRead));
        var writer = new ClipWriter(document, references, sequence);
        foreach (var group in tracks.SelectMany(t => t.Clips).GroupBy(c => document.CopyOf(c)!).Where(g => g.Any(c => !c.IsAsRead)))
        {
            var picture = group.FirstOrDefault(c => tracks.Any(t => t.Kind == TrackKind.Video && t.Items.Contains(c, ReferenceEqualityComparer.Instance)));
            writer.Patch(group.Key, new FoldedClip(picture, [.. group.Where(c => !ReferenceEquals(c, picture))]));
        }
        foreach (var item in tracks.SelectMany(t => t.Items).Where(i => i is not Clip && !i.IsAsRead))
        {
            if (item is Transition transition)
                writer.PatchTransition(document.CopyOf(item)!, transition);
            else if (document.CopyOf(item) is { } gap)
                gap.Set("name", item.Name);
        }
    }

    /// <summary>Whether all stands where it stood and shows the same moments of the same sources.</summary>
    private bool IsLaidOutAs(Sequence read, Sequence sequence) => SameTracks(read.Tracks, sequence.Tracks) && SameNodes(read.Markers, sequence.Markers) && sequence.Markers.All(m => m.IsAsRead);

    private bool SameTracks(IReadOnlyList<Track> read, IReadOnlyList<Track> now)
    {
        if (read.Count != now.Count || !read.Zip(now).All(p => p.First.Kind == p.Second.Kind && SameNodes(p.First.Items, p.Second.Items)))
            return false;
        foreach (var (before, after) in read.SelectMany(t => t.Items).Zip(now.SelectMany(t => t.Items)))
        {
            if (ReferenceEquals(before, after))
                continue;
            if (before.Start != after.Start || before.Duration != after.Duration || document.CopyOf(after) is null)
                return false;
            if (before is Clip a && after is Clip b && !(a.Source.Equals(b.Source) && a.SourceStart == b.SourceStart && a.SourceDuration == b.SourceDuration && SameSpeed(a.Speed, b.Speed) && a.LinkGroup == b.LinkGroup && a.SourceTrack == b.SourceTrack))
                return false;
        }
        // Sounds of one element share its effects: once they differ, they need elements of their own.
        var folded = FoldedClip.Fold(now);
        return now.Where(t => t.Kind == TrackKind.Video).SelectMany(t => t.Clips).All(c => folded[c].Sounds.Count == ((c.Origin?.Element as XElement)?.Annotation<ClipParts>()?.Sounds.Count ?? 0));
    }

    public static bool SameSpeed(SpeedChange? a, SpeedChange? b) =>
        ReferenceEquals(a, b) || (a is not null && b is not null && a.Ratio == b.Ratio && a.FrameBlending == b.FrameBlending && a.Points.SequenceEqual(b.Points));

    private static bool SameNodes(IEnumerable<TimelineNode> a, IEnumerable<TimelineNode> b) =>
        a.Select(n => n.Origin).SequenceEqual(b.Select(n => n.Origin), ReferenceEqualityComparer.Instance) && a.Count() == b.Count();

    private void LoseTracks(string sequence, IEnumerable<Track> tracks)
    {
        foreach (var track in tracks)
        {
            var where = track.Name.Length > 0 ? track.Name : sequence;
            if (track.Name.Length > 0)
                document.Lose(where, "the name of a track: there are only lanes");
            if (!track.Enabled)
                document.Lose(where, "the track is switched off: its clips are");
            if (track.Locked)
                document.Lose(where, "the track is locked");
        }
    }
}
