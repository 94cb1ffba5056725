using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

internal static class MarkerWriter
{
    /// <param name="holder">The sequence or clip item.</param>
    /// <param name="frameAt">The frame of a marker's time.</param>
    public static void Write(XElement holder, IReadOnlyList<Marker> markers, Func<Rational, Rational> frameAt, FrameRate rate, string where, WriteContext context)
    {
        var existing = holder.Elements("marker").ToArray();
        XElement[] wanted = [.. markers.Select(marker =>
        {
            var element = context.Existing(marker) is { } known && known.Parent == holder ? known : new XElement("marker", new XElement("comment", ""), new XElement("name", ""));
            if ((element.Element("comment")?.Value ?? "") != marker.Comment)
                XmlLayout.SetChild(element, "comment", marker.Comment);
            if ((element.Element("name")?.Value ?? "") != marker.Name)
                XmlLayout.SetChild(element, "name", marker.Name);
            var first = context.Frame(frameAt(marker.Start), where, "a marker");
            XmlLayout.SetChild(element, "in", first);
            if (marker.Duration.Sign > 0)
                XmlLayout.SetChild(element, "out", (long.Parse(first, CultureInfo.InvariantCulture) + rate.FramesAt(marker.Duration).Round()).ToString(CultureInfo.InvariantCulture));
            else if ((element.Frames("out") ?? ItemTiming.Unset) != ItemTiming.Unset || element.Element("out") is null)
                XmlLayout.SetChild(element, "out", "-1");
            if (marker.Kind != MarkerKind.Note)
                context.Lose(where, $"the marker '{marker.Name}' is no longer a {marker.Kind}");
            if (context.IsForeign && marker.Color is not null)
                context.Lose(where, $"the colour of the marker '{marker.Name}'");
            else if (element.Text("pproColor") != marker.Color)
                XmlLayout.SetChild(element, "pproColor", marker.Color);
            return element;
        })];
        XmlLayout.Arrange(holder, existing, wanted, holder.Elements().LastOrDefault());
    }
}
