using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Makes the clips of one element: its picture, and its sounds, which J and L cuts let begin and end elsewhere.</summary>
internal sealed class ClipReader(FcpxmlContext context, FrameShape frame, Rational oneFrame)
{
    public Clip Picture(XElement element, ClipParts parts, Rational at, string? linkGroup)
    {
        var part = parts.Picture!;
        var start = parts.Clock.Start;
        var seen = SpeedXml.Read(element, start, parts.Duration, part.SourceZero);
        var owner = PictureOwner(element);
        var units = PictureUnits.Of(frame.Width, frame.Height, part.Shape.Width, part.Shape.Height, owner?.Element("adjust-conform")?.Text("type"));
        var clip = Common(element, part, at, parts.Duration, seen);
        return clip with
        {
            Motion = PictureXml.ReadMotion(owner, units, start),
            Crop = PictureXml.ReadCrop(owner, units, start),
            Opacity = PictureXml.ReadOpacity(owner, start) ?? clip.Opacity,
            Effects = [.. (owner ?? element).Elements("filter-video").Select(f => EffectXml.Read(f, context.Resources, start))],
            Markers = MarkerXml.ReadAll(element, start, -start, parts.Duration, oneFrame),
            Text = parts.Text,
            LinkGroup = linkGroup,
            Origin = new Origin(element, XmlSource.LineOf(element)) { Unmodelled = Unmodelled.Of(element) },
        };
    }

    /// <param name="at">The element's start on the timeline; the sound may begin elsewhere.</param>
    /// <param name="withMarkers">Whether no picture has the element's markers.</param>
    public Clip Sound(XElement element, ClipParts parts, ClipPart part, Rational at, bool withMarkers, string? linkGroup)
    {
        var start = element.Time("audioStart") ?? parts.Clock.Start;
        var duration = element.Time("audioDuration") ?? (element.Attribute("audioStart") is null ? parts.Duration : parts.Clock.Start + parts.Duration - start);
        if (duration.Sign <= 0)
            throw StoryElement.Failure(element, "has sound that ends where it begins, or before: look at its audioStart and audioDuration");
        var begins = at + start - parts.Clock.Start;
        if (begins.Sign < 0)
        {
            // Sound ahead of the timeline is not heard.
            (start, duration, begins) = (start - begins, duration + begins, Rational.Zero);
            if (duration.Sign <= 0)
                throw StoryElement.Failure(element, "has sound that ends before its timeline begins");
        }
        var owner = part.Element ?? element;
        var volume = owner.Element("adjust-volume") ?? element.Element("adjust-volume");
        var filters = owner.Elements("filter-audio").Concat(owner == element ? [] : element.Elements("filter-audio"));
        var clip = Common(element, part, begins, duration, SpeedXml.Read(element, start, duration, part.SourceZero));
        return clip with
        {
            Enabled = clip.Enabled && (part.Element?.Flag("enabled", absent: true) ?? true),
            SourceTrack = part.Channel,
            LinkGroup = linkGroup,
            Effects = [.. (volume is null ? [] : new[] { EffectXml.ReadVolume(volume, start) }), .. filters.Select(f => EffectXml.Read(f, context.Resources, start))],
            Markers = withMarkers ? MarkerXml.ReadAll(element, parts.Clock.Start, -start, parts.Duration, oneFrame) : [],
            Origin = new Origin(element, XmlSource.LineOf(element)) { Unmodelled = withMarkers ? Unmodelled.Of(element) : [] },
        };
    }

    /// <summary>The element that says how the picture is placed: for a multicam clip its picture's angle.</summary>
    public static XElement? PictureOwner(XElement element) => element.Name == "mc-clip"
        ? element.Elements("mc-source").FirstOrDefault(s => s.Text("srcEnable") is null or "all" or "video")
        : element;

    private static Clip Common(XElement element, ClipPart part, Rational at, Rational duration, SeenSource seen) => new()
    {
        Name = element.Text("name") ?? "",
        Enabled = element.Flag("enabled", absent: true),
        Start = at,
        Duration = duration,
        Source = part.Source,
        SourceStart = seen.Start,
        SourceDuration = seen.Duration,
        Speed = seen.Speed,
    };
}
