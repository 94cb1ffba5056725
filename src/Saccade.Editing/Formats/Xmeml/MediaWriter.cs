using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

internal static class MediaWriter
{
    /// <summary>The definition of a file: what was read with its changes, or a new one.</summary>
    public static XElement Write(MediaFile media, WriteContext context)
    {
        var element = context.Existing(media);
        if (element is null)
            return New(media, context);
        if (media.IsAsRead)
            return element;
        var was = (MediaFile)media.Origin!.AsRead!;
        if (was.Name != media.Name)
            XmlLayout.SetChild(element, "name", media.Name);
        if (was.Path != media.Path)
            XmlLayout.SetChild(element, "pathurl", media.Path is null ? null : PathUrl.FromPath(media.Path), "name");
        if (was.Duration != media.Duration && media is { Rate: { } rate, Duration: { } duration })
            XmlLayout.SetChild(element, "duration", context.Frame(rate.FramesAt(duration), media.Name, "its duration"), "rate");
        return element;
    }

    private static XElement New(MediaFile media, WriteContext context)
    {
        var file = new XElement("file", new XAttribute("id", media.Id), new XElement("name", media.Name));
        if (media.Path is { } path)
            file.Add(new XElement("pathurl", PathUrl.FromPath(path)));
        if (media.Synthetic is { } synthetic)
            file.Add(new XElement("mediaSource", synthetic));
        if (media.Rate is { } given)
        {
            var rate = SequenceWriter.Sayable(given, media.Name, context);
            file.Add(SequenceWriter.Rate(rate));
            if (media.Duration is { } duration)
                file.Add(new XElement("duration", context.Frame(rate.FramesAt(duration), media.Name, "its duration")));
            file.Add(SequenceWriter.Timecode(media.StartTimecode, media.DropFrame, rate));
        }
        var streams = new XElement("media");
        if (media.HasVideo)
            streams.Add(new XElement("video", Characteristics(("width", media.Width), ("height", media.Height))));
        if (media.HasAudio)
            streams.Add(new XElement("audio", Characteristics(("samplerate", media.SampleRate)), media.AudioChannels is { } channels ? new XElement("channelcount", channels) : null));
        if (streams.HasElements)
            file.Add(streams);
        return file;
    }

    private static XElement? Characteristics(params (string Name, int? Value)[] values) => values.All(v => v.Value is null) ? null
        : new XElement("samplecharacteristics", values.Where(v => v.Value is not null).Select(v => new XElement(v.Name, v.Value!.Value.ToString(CultureInfo.InvariantCulture))));
}
