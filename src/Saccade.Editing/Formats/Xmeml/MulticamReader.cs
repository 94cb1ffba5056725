using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Reads a <c>multiclip</c>: angles, each with one clip, numbered from 1.</summary>
internal static class MulticamReader
{
    public static Multicam Read(XElement multiclip, string id, FrameRate otherwise, XmemlContext context)
    {
        var angles = multiclip.Elements("angle").Select((angle, place) => Angle(angle, place + 1, otherwise, context)).ToArray();
        return new Multicam
        {
            Id = id,
            Name = multiclip.Element("name")?.Value ?? "",
            Rate = multiclip.Elements("angle").Elements("clip").Select(c => c.Rate()).FirstOrDefault(r => r is not null) ?? otherwise,
            Angles = angles,
            Origin = new Origin(multiclip, XmlSource.LineOf(multiclip)),
        };
    }

    public static ClipSource Source(XElement multiclip, XmemlContext context)
    {
        var definition = context.MulticamDefinition(multiclip);
        return new ClipSource.Angle(context.MulticamId(multiclip), Active(definition, "activevideoangle"), Active(definition, "activeaudioangle"));
    }

    private static string? Active(XElement definition, string flag)
    {
        var place = definition.Elements("angle").ToList().FindIndex(a => a.Flag(flag, otherwise: false));
        return place < 0 ? null : Number(place + 1);
    }

    private static MulticamAngle Angle(XElement angle, int number, FrameRate otherwise, XmemlContext context)
    {
        var clip = angle.Element("clip");
        var rate = clip?.Rate() ?? otherwise;
        var length = clip?.Frames("duration") is { Sign: > 0 } frames ? rate.SecondsAt(frames) : Rational.Zero;
        Track[] tracks = [];
        if (clip is not null && length.Sign > 0)
        {
            var clock = ClipClock.Of(rate, Rational.Zero, Rational.Zero, context.Options.Keyframes);
            var shown = new Clip
            {
                Id = clip.Attribute("id")?.Value ?? "",
                Name = clip.Element("name")?.Value ?? "",
                Start = Rational.Zero,
                Duration = length,
                SourceDuration = length,
                Source = clip.DescendantsAndSelf("file").FirstOrDefault() is { } file ? new ClipSource.Media(context.MediaId(file)) : new ClipSource.Missing(),
                Markers = [.. clip.Elements("marker").Select(m => MarkerReader.Read(m, clock.OffsetOf, rate))],
                Origin = new Origin(clip, XmlSource.LineOf(clip)),
            };
            tracks = [new Track { Kind = TrackKind.Video, Items = [shown] }];
        }
        return new MulticamAngle { Id = Number(number), Name = clip?.Element("name")?.Value ?? "", Tracks = tracks, Origin = new Origin(angle, XmlSource.LineOf(angle)) };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
