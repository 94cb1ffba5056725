using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>
/// Reads what stands on a timeline: a storyline's items one after another, and items connected to them in lanes, whose offsets are times of what they
/// are connected to. A clip with picture and sound becomes one clip on a video track and one on an audio track for each of its sounds, in one link group.
/// </summary>
internal sealed class StorylineReader
{
    private readonly FcpxmlContext _context;
    private readonly Rational _oneFrame;
    private readonly TrackPacking _packing = new();
    private readonly List<Marker> _markers = [];
    private readonly FrameShape _shape;

    /// <param name="context">The document.</param>
    /// <param name="rate">Of the timeline.</param>
    /// <param name="shape">Of the timeline's frame.</param>
    public StorylineReader(FcpxmlContext context, FrameRate rate, FrameShape shape)
    {
        _context = context;
        _shape = shape;
        _oneFrame = rate.SecondsAt(1);
    }

    /// <summary>Those that stand on gaps: nothing but the timeline itself can hold them.</summary>
    public IReadOnlyList<Marker> Markers => _markers;

    public IReadOnlyList<Track> Tracks(XElement? primary) => _packing.Build(primary);

    /// <summary>Reads items one after another, and what is connected to them.</summary>
    /// <param name="items">The storyline's children.</param>
    /// <param name="zero">The time on the timeline at which the storyline's own time is zero.</param>
    /// <param name="lane">The storyline's lane; its transitions and gaps are on that.</param>
    public void ReadStoryline(IEnumerable<XElement> items, Rational zero, int lane)
    {
        var transitions = new List<(XElement Element, int Before)>();
        var placed = new List<(Rational Start, Rational End, Placed Parts)>();
        var end = Rational.Zero;
        foreach (var element in items)
        {
            if (element.Name == "transition")
                transitions.Add((element, placed.Count - 1));
            if (!StoryElement.IsItem(element))
                continue;
            Guarded(element, () =>
            {
                var offset = element.Time("offset") ?? end;
                var parts = ReadItem(element, zero + offset, lane, null);
                placed.Add((zero + offset, zero + offset + parts.Duration, parts));
                end = offset + parts.Duration;
            });
        }
        foreach (var (transition, before) in transitions)
            Guarded(transition, () => AddTransition(transition, before, zero, lane, placed));
    }

    /// <param name="last">The place among the items of the one before it in the file; -1 for none.</param>
    private void AddTransition(XElement element, int last, Rational zero, int lane, List<(Rational Start, Rational End, Placed Parts)> placed)
    {
        var start = zero + (element.Time("offset") ?? throw StoryElement.Failure(element, "has no offset"));
        var duration = Positive(element, element.Time("duration") ?? throw StoryElement.Failure(element, "has no duration"));
        var before = last >= 0 && placed[last].End >= start && placed[last].End <= start + duration ? last : -1;
        var after = last + 1 < placed.Count && placed[last + 1].Start >= start && placed[last + 1].Start <= start + duration ? last + 1 : -1;
        var cut = before >= 0 ? placed[before].End : after >= 0 ? placed[after].Start : start + (duration / 2);
        var (video, audio) = (element.Element("filter-video"), element.Element("filter-audio"));
        var parts = new[] { before, after }.Where(i => i >= 0).Select(i => placed[i].Parts).ToArray();
        var overPicture = parts.Any(p => p.HasPicture) || !parts.Any(p => p.Sounds > 0);
        if (overPicture)
            _packing.Add(new TrackPlace(TrackKind.Video, lane, false, 0), Transition(element, start, duration, cut, video));
        // A cross-fade lies over every sound that the clips beside it have.
        var sound = parts.FirstOrDefault(p => p.Sounds > 0);
        for (var channel = 0; channel < (audio is not null || !overPicture ? sound.Sounds : 0); channel++)
            _packing.Add(new TrackPlace(TrackKind.Audio, lane, !sound.HasPicture, channel), Transition(element, start, duration, cut, audio));
    }

    private Transition Transition(XElement element, Rational start, Rational duration, Rational cut, XElement? filter) => new()
    {
        Name = element.Text("name") ?? "",
        Start = start,
        Duration = duration,
        Cut = cut,
        Effect = filter is null ? null : EffectXml.Read(filter, _context.Resources, Rational.Zero),
        Origin = new Origin(element, XmlSource.LineOf(element)),
    };

    /// <summary>Reads one item, and everything connected to it.</summary>
    /// <param name="at">Its start on the timeline.</param>
    /// <param name="anchor">The link group and source of what it is connected to, for detached sound; null on a storyline.</param>
    private Placed ReadItem(XElement element, Rational at, int lane, Anchor? anchor)
    {
        if (element.Name == "audition")
        {
            var active = element.Elements().FirstOrDefault(StoryElement.IsItem) ?? throw StoryElement.Failure(element, "is an audition without a clip");
            return ReadItem(active, at, lane, anchor);
        }
        if (element.Name == "gap")
        {
            var clock = new ClipClock(element.Time("start") ?? Rational.Zero, Rational.Zero);
            element.AddAnnotation(new ClipParts(clock, Rational.Zero, null, []));
            var length = Positive(element, element.Time("duration") ?? throw StoryElement.Failure(element, "has no duration"));
            _markers.AddRange(MarkerXml.ReadAll(element, clock.Start, at - clock.Start, length, _oneFrame));
            if (lane == 0)
            {
                _packing.Add(new TrackPlace(TrackKind.Video, 0, false, 0), new Gap
                {
                    Name = element.Text("name") ?? "",
                    Start = at,
                    Duration = length,
                    Enabled = element.Flag("enabled", absent: true),
                    Origin = new Origin(element, XmlSource.LineOf(element)),
                });
            }
            ReadConnected(element, at, clock.Start, lane, null);
            return new Placed(length, HasPicture: false, Sounds: 0);
        }
        var clip = _context.Components.Read(element);
        var duration = Positive(element, clip.Duration);
        if (at.Sign < 0)
            throw StoryElement.Failure(element, $"begins {-at} seconds before its timeline does");
        element.AddAnnotation(clip);
        var group = anchor is { } a && clip.Picture is null && clip.Sounds.Count > 0 && a.Source.Equals(clip.Sounds[0].Source) ? a.LinkGroup() : null;
        // Named only when something is linked with it.
        var own = group;
        string LinkGroup() => own ??= _context.NextLinkGroup();
        if (clip.Picture is not null && clip.Sounds.Count > 0)
            LinkGroup();
        var reader = new ClipReader(_context, _shape, _oneFrame);
        var detached = clip.Picture is null;
        var connected = new Anchor(LinkGroup, clip.Picture?.Source ?? (clip.Sounds.Count > 0 ? clip.Sounds[0].Source : new ClipSource.Missing()));
        ReadConnected(element, at, clip.Clock.Start, lane, connected);
        if (clip.Picture is not null)
            _packing.Add(new TrackPlace(TrackKind.Video, lane, false, 0), reader.Picture(element, clip, at, own));
        for (var i = 0; i < clip.Sounds.Count; i++)
            _packing.Add(new TrackPlace(TrackKind.Audio, lane, detached, i), reader.Sound(element, clip, clip.Sounds[i], at, withMarkers: detached && i == 0, own));
        return new Placed(duration, clip.Picture is not null, clip.Sounds.Count);
    }

    private void ReadConnected(XElement parent, Rational at, Rational parentStart, int lane, Anchor? anchor)
    {
        foreach (var child in parent.Elements().Where(StoryElement.IsStory).Where(c => FcpxmlContext.IsConnected(parent, c)))
        {
            var offset = child.Time("offset") ?? parentStart;
            var childLane = lane + Math.Clamp(child.Whole("lane") ?? 0, -1000, 1000);
            if (child.Name == "spine")
                ReadStoryline(child.Elements(), at + offset - parentStart, childLane);
            else
                Guarded(child, () => ReadItem(child, at + offset - parentStart, childLane, anchor));
        }
    }

    private static Rational Positive(XElement element, Rational duration) =>
        duration.Sign > 0 ? duration : throw StoryElement.Failure(element, $"has the duration {StoryElement.Time(duration)}; what stands on a timeline lasts longer than nothing");

    /// <summary>Sums and quotients of times fail without knowing of whom they were.</summary>
    private static void Guarded(XElement element, Action read)
    {
        try
        {
            read();
        }
        catch (TimelineException failure) when (failure.Line == 0 && failure.Clip is null)
        {
            throw StoryElement.Failure(element, failure.Reason);
        }
    }

    private readonly record struct Placed(Rational Duration, bool HasPicture, int Sounds);

    private readonly record struct Anchor(Func<string> LinkGroup, ClipSource Source);
}
