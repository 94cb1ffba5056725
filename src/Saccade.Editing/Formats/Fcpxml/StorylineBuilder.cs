using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>
/// Lays tracks out as a storyline: one video track's clips one after another with gaps between, all else connected in lanes to what lies below it at its start. A stretch
/// of a connected track that has transitions becomes a storyline of its own.
/// </summary>
internal sealed class StorylineBuilder(FcpxmlDocument document, ClipWriter clips)
{
    // Where Final Cut's own gaps begin in their own time: an hour in, so that things may be connected before them.
    private static readonly Rational GapStart = 3600;

    private readonly List<Slot> _slots = [];
    private readonly List<XElement> _after = [];
    private readonly HashSet<Transition> _withPicture = new(ReferenceEqualityComparer.Instance);

    /// <param name="zero">The storyline's own time at the timeline's beginning.</param>
    public IReadOnlyList<XElement> Build(IReadOnlyList<Track> tracks, IReadOnlyList<Marker> markers, Rational zero)
    {
        var folded = FoldedClip.Fold(tracks);
        var video = tracks.Where(t => t.Kind == TrackKind.Video).ToArray();
        var audio = tracks.Where(t => t.Kind == TrackKind.Audio).ToArray();
        var primary = Math.Max(0, Array.FindIndex(video, t => document.CopyOf(t) is not null));
        var sounds = audio.SelectMany(t => t.Transitions).ToList();
        BuildPrimary(video.Length == 0 ? null : video[primary], tracks, folded, sounds, zero);
        for (var i = 0; i < video.Length; i++)
        {
            if (i != primary)
                Connect(video[i], i - primary, folded, sounds);
        }
        var lane = Math.Min(0, -primary);
        foreach (var track in audio)
        {
            if (track.Clips.Any(folded.ContainsKey))
                Connect(track, --lane, folded, sounds);
        }
        foreach (var left in sounds)
            document.Lose(left.Name.Length > 0 ? left.Name : "transition", "a cross-fade of sound alone whose clips are parts of clips with a picture");
        AddMarkers(markers);
        return [.. _slots.SelectMany(s => s.Before.Append(s.Outer)), .. _after];
    }

    private void BuildPrimary(Track? track, IReadOnlyList<Track> tracks, IReadOnlyDictionary<Clip, FoldedClip> folded, List<Transition> sounds, Rational zero)
    {
        var gaps = track?.Items.OfType<Gap>().ToArray() ?? [];
        var cursor = Rational.Zero;
        foreach (var clip in track?.Clips.OrderBy(c => c.Start) ?? Enumerable.Empty<Clip>())
        {
            if (clip.Start < cursor)
                throw new TimelineException($"overlaps the clip before it on its track (from {clip.Start} s; that ends at {cursor} s)", clip: clip.Name, line: clip.Origin?.Line ?? 0);
            FillGaps(cursor, clip.Start, gaps, zero);
            var (outer, inner, start) = clips.Build(folded[clip], track!.Enabled);
            Place(outer, zero + clip.Start, 0);
            _slots.Add(new Slot(clip.Start, clip.End, start, outer, inner, folded[clip]));
            cursor = clip.End;
        }
        var connected = tracks.Where(t => !ReferenceEquals(t, track)).SelectMany(t => t.Items).Where(i => i.Start >= cursor && (i is not Clip c || folded.ContainsKey(c)) && i is not Gap).Select(i => i.End);
        FillGaps(cursor, connected.Concat(gaps.Select(g => g.End)).DefaultIfEmpty().Max(), gaps, zero);
        foreach (var transition in track?.Transitions ?? [])
        {
            var element = clips.BuildTransition(transition, Sound(transition, sounds));
            Place(element, zero + transition.Start, 0);
            // Before what begins at the cut or later.
            var slot = _slots.FindIndex(s => s.Start >= transition.Cut);
            if (slot < 0)
                _after.Add(element);
            else
                _slots[slot].Before.Add(element);
        }
    }

    /// <summary>The sounds' transition over the same stretch, which is said with the picture's.</summary>
    private Transition? Sound(Transition picture, List<Transition> sounds)
    {
        var same = sounds.Where(s => s.Start == picture.Start && s.Duration == picture.Duration).ToArray();
        sounds.RemoveAll(same.Contains);
        foreach (var sound in same)
            _withPicture.Add(sound);
        return same.FirstOrDefault();
    }

    private void FillGaps(Rational from, Rational to, Gap[] gaps, Rational zero)
    {
        while (from < to)
        {
            var known = Array.Find(gaps, g => g.Start == from && g.End <= to);
            var end = known?.End ?? gaps.Where(g => g.Start > from && g.End <= to).Select(g => g.Start).Append(to).Min();
            var gap = GapElement(known);
            gap.SetTime("duration", end - from);
            var start = gap.Time("start") ?? Rational.Zero;
            Place(gap, zero + from, 0);
            _slots.Add(new Slot(from, end, start, gap, gap, null));
            from = end;
        }
    }

    private XElement GapElement(Gap? known)
    {
        if (known is not null && document.CopyOf(known) is not null)
        {
            var gap = document.Again((XElement)known.Origin!.Element);
            foreach (var child in gap.Elements().Where(e => StoryElement.IsStory(e) || MarkerXml.IsMarker(e)).ToArray())
                Xml.XmlLayout.Remove(child);
            gap.Set("name", known.Name.Length > 0 ? known.Name : null);
            return gap;
        }
        return new XElement("gap", new XAttribute("name", known?.Name is { Length: > 0 } name ? name : "Gap"), new XAttribute("offset", "0s"), new XAttribute("start", StoryElement.Time(GapStart)),
            known is { Enabled: false } ? new XAttribute("enabled", "0") : null);
    }

    private void Connect(Track track, int lane, IReadOnlyDictionary<Clip, FoldedClip> folded, List<Transition> sounds)
    {
        var own = track.Clips.Where(folded.ContainsKey).OrderBy(c => c.Start).ToList();
        var transitions = track.Transitions.Where(t => !_withPicture.Contains(t) && own.Exists(c => c.End == t.Cut || c.Start == t.Cut)).ToList();
        foreach (var lost in track.Transitions.Where(t => track.Kind == TrackKind.Video && !transitions.Contains(t)))
            document.Lose(lost.Name.Length > 0 ? lost.Name : "transition", $"lies over no cut at {lost.Cut} s");
        for (var i = 0; i < own.Count;)
        {
            var run = new List<Clip> { own[i] };
            while (i + run.Count < own.Count && own[i + run.Count].Start == run[^1].End && transitions.Exists(t => t.Cut == run[^1].End))
                run.Add(own[i + run.Count]);
            i += run.Count;
            var over = transitions.Where(t => t.Cut >= run[0].Start && t.Cut <= run[^1].End).ToList();
            transitions.RemoveAll(over.Contains);
            if (over.Count == 0)
            {
                var (outer, _, _) = clips.Build(folded[run[0]], track.Enabled);
                Attach(outer, run[0].Start, lane, folded[run[0]]);
                continue;
            }
            var spine = new XElement("spine");
            var begin = Rational.Min(run[0].Start, over[0].Start);
            if (begin < run[0].Start)
                spine.Add(new XElement("gap", new XAttribute("name", "Gap"), new XAttribute("offset", "0s"), new XAttribute("duration", StoryElement.Time(run[0].Start - begin))));
            foreach (var clip in run)
            {
                foreach (var transition in over.Where(t => t.Cut == clip.Start))
                    spine.Add(ConnectedTransition(transition, track, sounds, begin));
                var (outer, _, _) = clips.Build(folded[clip], track.Enabled);
                Place(outer, clip.Start - begin, 0);
                spine.Add(outer);
                CheckLink(folded[clip], null);
            }
            foreach (var transition in over.Where(t => t.Cut == run[^1].End))
                spine.Add(ConnectedTransition(transition, track, sounds, begin));
            Attach(spine, begin, lane, null);
        }
    }

    private XElement ConnectedTransition(Transition transition, Track track, List<Transition> sounds, Rational begin)
    {
        var isSound = track.Kind == TrackKind.Audio;
        if (isSound)
            sounds.Remove(transition);
        var element = isSound ? clips.BuildTransition(null, transition) : clips.BuildTransition(transition, Sound(transition, sounds));
        Place(element, transition.Start - begin, 0);
        return element;
    }

    private void Attach(XElement element, Rational start, int lane, FoldedClip? clip)
    {
        var slot = SlotAt(start) ?? throw new TimelineException($"begins before the timeline does, at {start} s", clip: element.Text("name"));
        Place(element, slot.LocalStart + start - slot.Start, lane);
        StoryElement.Insert(slot.Inner, element);
        if (clip is not null)
            CheckLink(clip, slot.Clip);
    }

    /// <summary>Sound is linked with the picture that it is connected to and shares a file with; nothing else is.</summary>
    private void CheckLink(FoldedClip clip, FoldedClip? below)
    {
        if (clip.Picture is not null || clip.Main.LinkGroup is not { } group)
            return;
        if (below?.Main.LinkGroup != group || !below.Main.Source.Equals(clip.Main.Source))
            document.Lose(clip.Main.Name, "is no longer linked with its picture: it begins elsewhere than over it, or is out of step with it");
    }

    private void AddMarkers(IReadOnlyList<Marker> markers)
    {
        foreach (var marker in markers)
        {
            if (SlotAt(marker.Start) is not { } slot)
            {
                document.Lose(marker.Name, "a marker of a timeline without clips");
                continue;
            }
            StoryElement.Insert(slot.Inner, clips.BuildMarker(marker, slot.LocalStart - slot.Start));
            if (slot.Clip is not null)
                document.Lose(marker.Name, $"a marker of the timeline: it becomes one of the clip '{slot.Clip.Main.Name}'");
        }
    }

    /// <summary>The last that begins at a time or before it; null where none does.</summary>
    private Slot? SlotAt(Rational time)
    {
        var (low, high) = (-1, _slots.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = _slots[middle].Start <= time ? (middle, high) : (low, middle);
        }
        return low < 0 ? null : _slots[low];
    }

    private static void Place(XElement element, Rational offset, int lane)
    {
        element.Set("lane", lane == 0 ? null : lane.ToString(CultureInfo.InvariantCulture));
        element.SetTime("offset", offset);
    }

    /// <param name="LocalStart">The item's start in its own time, in which connected things have their offsets.</param>
    /// <param name="Outer">What stands on the storyline.</param>
    /// <param name="Inner">What things are connected to: the same, but for auditions.</param>
    /// <param name="Clip">Null for a gap.</param>
    private sealed record Slot(Rational Start, Rational End, Rational LocalStart, XElement Outer, XElement Inner, FoldedClip? Clip)
    {
        /// <summary>Transitions at its start.</summary>
        public List<XElement> Before { get; } = [];
    }
}
