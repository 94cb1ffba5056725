using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

internal static class SequenceWriter
{
    /// <summary>The element of a sequence: what was read with its changes, or a new one.</summary>
    public static XElement Write(Sequence sequence, WriteContext context)
    {
        var element = context.Existing(sequence);
        if (element is not null && sequence.IsAsRead)
            return element;
        var was = element is null ? null : (Sequence?)sequence.Origin!.AsRead;
        var rate = Sayable(sequence.Rate, sequence.Name, context);
        element ??= New(sequence, rate, context);
        if (was is not null && was.Rate != sequence.Rate)
            throw new TimelineException($"the rate of the sequence '{sequence.Name}' was changed from {was.Rate} to {sequence.Rate}, but an export is patched at its own rate");
        if (was is not null && was.Name != sequence.Name)
            XmlLayout.SetChild(element, "name", sequence.Name);
        if (was is not null && was.Duration != sequence.Duration)
            XmlLayout.SetChild(element, "duration", context.Frame(rate.FramesAt(sequence.Duration), sequence.Name, "its duration"));
        WriteFormat(element, sequence, was);
        if (was is null || !ReferenceEquals(was.Tracks, sequence.Tracks))
        {
            WriteTracks(element, "video", sequence.VideoTracks, rate, context);
            WriteTracks(element, "audio", sequence.AudioTracks, rate, context);
        }
        if (was is null || !ReferenceEquals(was.Markers, sequence.Markers))
            MarkerWriter.Write(element, sequence.Markers, time => rate.FramesAt(time), rate, sequence.Name, context);
        return element;
    }

    public static XElement Rate(FrameRate rate) => new("rate", new XElement("timebase", rate.Timebase()), new XElement("ntsc", XmemlText.Flag(rate.IsNtsc())));

    /// <summary>The rate, or the nearest that a timebase with an NTSC flag can say.</summary>
    public static FrameRate Sayable(FrameRate rate, string where, WriteContext context)
    {
        if (rate.HasTimebase())
            return rate;
        var nearest = FrameGrid.FromTimebase(rate.Timebase(), ntsc: false);
        context.Lose(where, $"the rate {rate} becomes {nearest}");
        return nearest;
    }

    public static XElement Timecode(Rational start, bool dropFrame, FrameRate rate)
    {
        var code = new Timecode(rate.FramesAt(start).Round(), rate, dropFrame && Time.Timecode.CanDrop(rate));
        return new XElement("timecode", Rate(rate), new XElement("string", code), new XElement("frame", code.Frame), new XElement("displayformat", dropFrame ? "DF" : "NDF"));
    }

    private static XElement New(Sequence sequence, FrameRate rate, WriteContext context)
    {
        var picture = new XElement("samplecharacteristics", Rate(rate));
        var sound = sequence.SampleRate is { } samples ? new XElement("format", new XElement("samplecharacteristics", new XElement("depth", 16), new XElement("samplerate", samples))) : null;
        return new XElement(
            "sequence",
            new XAttribute("id", sequence.Id),
            new XElement("name", sequence.Name),
            new XElement("duration", context.Frame(rate.FramesAt(sequence.Duration.Sign > 0 ? sequence.Duration : sequence.End), sequence.Name, "its duration")),
            Rate(rate),
            new XElement("media", new XElement("video", new XElement("format", picture)), new XElement("audio", sound)),
            Timecode(sequence.StartTimecode, sequence.DropFrame, rate));
    }

    private static void WriteFormat(XElement element, Sequence sequence, Sequence? was)
    {
        var picture = element.Element("media")?.Element("video")?.Element("format")?.Element("samplecharacteristics");
        if (picture is null)
            return;
        if (sequence.Width != was?.Width)
            XmlLayout.SetChild(picture, "width", sequence.Width?.ToString(CultureInfo.InvariantCulture));
        if (sequence.Height != was?.Height)
            XmlLayout.SetChild(picture, "height", sequence.Height?.ToString(CultureInfo.InvariantCulture), "width");
    }

    private static void WriteTracks(XElement sequence, string kind, IEnumerable<Track> tracks, FrameRate rate, WriteContext context)
    {
        XElement[] wanted = [.. tracks.Select(t => TrackWriter.Write(t, rate, context))];
        if (wanted.Length == 0 && sequence.Element("media")?.Element(kind) is null)
            return;
        var media = Child(sequence, "media");
        var holder = Child(media, kind);
        XmlLayout.Arrange(holder, [.. holder.Elements("track")], wanted, holder.Elements().LastOrDefault());
    }

    private static XElement Child(XElement parent, string name)
    {
        if (parent.Element(name) is { } known)
            return known;
        var child = new XElement(name);
        XmlLayout.InsertAfter(parent, parent.Elements().LastOrDefault(), child);
        return child;
    }
}
