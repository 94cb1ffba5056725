using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Reads a <c>file</c> where it is defined: at its first use. Later uses have its id alone.</summary>
internal static class MediaReader
{
    public static MediaFile Read(XElement file, string id)
    {
        var rate = file.Rate();
        var video = file.Element("media")?.Element("video");
        var audio = file.Element("media")?.Element("audio");
        var picture = video?.Element("samplecharacteristics");
        var (start, drop) = file.StartTimecode(rate);
        return new MediaFile
        {
            Id = id,
            Name = file.Element("name")?.Value ?? "",
            Path = PathUrl.ToPath(file.Text("pathurl")),
            Rate = rate,
            Duration = rate is { } known && file.Frames("duration") is { } frames ? Time.FrameGrid.SecondsAt(known, frames) : null,
            StartTimecode = start,
            DropFrame = drop,
            HasVideo = video is not null,
            HasAudio = audio is not null,
            Width = picture?.Count("width"),
            Height = picture?.Count("height"),
            SampleRate = audio?.Element("samplecharacteristics")?.Count("samplerate"),
            AudioChannels = audio?.Count("channelcount"),
            Synthetic = file.Text("mediaSource"),
            Origin = new Origin(file, XmlSource.LineOf(file)),
        };
    }
}
