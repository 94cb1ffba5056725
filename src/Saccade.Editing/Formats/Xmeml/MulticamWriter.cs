using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Writes a <c>multiclip</c> into a clip item, whole, since each says which angle it shows.</summary>
internal static class MulticamWriter
{
    public static XElement Write(Multicam multicam, ClipSource.Angle shown, WriteContext context)
    {
        var element = context.Existing(multicam) is { } known ? new XElement(known) : new XElement("multiclip", new XElement("name", multicam.Name));
        element.SetAttributeValue("id", multicam.Id);
        var angles = element.Elements("angle").ToArray();
        for (var i = 0; i < multicam.Angles.Count; i++)
        {
            var angle = multicam.Angles[i];
            var written = i < angles.Length ? angles[i] : Angle(multicam, angle, context);
            Formats.Xml.XmlLayout.SetChild(written, "activevideoangle", XmemlText.Flag(angle.Id == shown.Video));
            Formats.Xml.XmlLayout.SetChild(written, "activeaudioangle", XmemlText.Flag(angle.Id == shown.Audio));
            if (written.Parent is null)
                element.Add(written);
        }
        return element;
    }

    private static XElement Angle(Multicam multicam, MulticamAngle angle, WriteContext context)
    {
        var clips = angle.Tracks.SelectMany(t => t.Clips).ToArray();
        if (clips.Length > 1)
            context.Lose(multicam.Name, $"of the angle '{angle.Name}' only the first of {clips.Length} clips is kept");
        if (clips.Length == 0)
            return new XElement("angle");
        var rate = SequenceWriter.Sayable(multicam.Rate, multicam.Name, context);
        var clip = new XElement(
            "clip",
            new XAttribute("id", context.ClipId(clips[0])),
            new XElement("name", angle.Name),
            new XElement("duration", rate.FramesAt(clips[0].Duration).Round()),
            SequenceWriter.Rate(rate));
        if (clips[0].Source is ClipSource.Media media)
            clip.Add(new XElement("media", new XElement("video", new XElement("track", new XElement("clipitem", new XElement("file", new XAttribute("id", media.Id)))))));
        return new XElement("angle", clip);
    }
}
