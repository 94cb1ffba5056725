using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

internal static class MarkerReader
{
    /// <param name="timeOf">The model's time of a frame.</param>
    public static Marker Read(XElement marker, Func<Rational, Rational> timeOf, FrameRate rate)
    {
        var first = marker.Frames("in") ?? 0;
        var last = marker.Frames("out") ?? ItemTiming.Unset;
        return new Marker
        {
            Name = marker.Element("name")?.Value ?? "",
            Comment = marker.Element("comment")?.Value ?? "",
            Start = timeOf(first),
            Duration = last > first ? rate.SecondsAt(last - first) : Rational.Zero,
            Color = marker.Text("pproColor"),
            Origin = new Origin(marker, XmlSource.LineOf(marker)),
        };
    }
}
