using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Reads a <c>sequence</c> where it is defined.</summary>
internal static class SequenceReader
{
    private static readonly HashSet<string> Modelled = ["uuid", "duration", "rate", "name", "media", "timecode", "marker", "updatebehavior"];

    public static Sequence Read(XElement element, string id, XmemlContext context)
    {
        var rate = element.Rate() ?? throw XmemlText.Wrong(element, $"the sequence '{element.Text("name")}' has no <rate>");
        var video = element.Element("media")?.Element("video");
        var audio = element.Element("media")?.Element("audio");
        var picture = video?.Element("format")?.Element("samplecharacteristics");
        var tracks = (video?.Elements("track") ?? []).Select(t => TrackReader.Read(t, TrackKind.Video, rate, context))
            .Concat((audio?.Elements("track") ?? []).Select(t => TrackReader.Read(t, TrackKind.Audio, rate, context))).ToArray();
        var (start, drop) = element.StartTimecode(rate);
        return new Sequence
        {
            Id = id,
            Name = element.Element("name")?.Value ?? "",
            Rate = rate,
            Duration = element.Frames("duration") is { Sign: > 0 } frames ? rate.SecondsAt(frames) : End(tracks),
            Width = picture?.Count("width"),
            Height = picture?.Count("height"),
            SampleRate = audio?.Element("format")?.Element("samplecharacteristics")?.Count("samplerate"),
            StartTimecode = start,
            DropFrame = drop,
            Tracks = tracks,
            Markers = [.. element.Elements("marker").Select(m => MarkerReader.Read(m, frame => rate.SecondsAt(frame), rate))],
            Origin = new Origin(element, XmlSource.LineOf(element))
            {
                Unmodelled = [.. element.Elements().Where(e => e.Value.Trim().Length > 0).Select(e => e.Name.LocalName).Where(name => !Modelled.Contains(name)).Distinct()],
            },
        };
    }

    private static Rational End(Track[] tracks) => tracks.SelectMany(t => t.Items).Select(i => i.End).DefaultIfEmpty().Max();
}
