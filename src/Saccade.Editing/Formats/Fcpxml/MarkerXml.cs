using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Markers, chapter markers and keywords of a clip: their times are times of the clip itself.</summary>
internal static class MarkerXml
{
    public static bool IsMarker(XElement element) => element.Name.LocalName is "marker" or "chapter-marker" or "keyword";

    /// <param name="shift">What is added to the clip's own time.</param>
    /// <param name="frame">The length of one frame: what Final Cut gives a marker of a moment.</param>
    public static IReadOnlyList<Marker> ReadAll(XElement owner, Rational clipStart, Rational shift, Rational clipDuration, Rational frame)
    {
        var markers = new List<Marker>();
        foreach (var element in owner.Elements().Where(IsMarker))
        {
            var isKeyword = element.Name == "keyword";
            var duration = element.Time("duration") ?? (isKeyword ? clipDuration : Rational.Zero);
            markers.Add(new Marker
            {
                Origin = new Origin(element, Xml.XmlSource.LineOf(element)),
                Name = element.Text("value") ?? "",
                Comment = element.Text("note") ?? "",
                Start = (element.Time("start") ?? clipStart) + shift,
                Duration = isKeyword || duration > frame ? duration : Rational.Zero,
                Kind = element.Name.LocalName switch
                {
                    "keyword" => MarkerKind.Keyword,
                    "chapter-marker" => MarkerKind.Chapter,
                    _ => element.Text("completed") switch { null => MarkerKind.Note, "1" => MarkerKind.Done, _ => MarkerKind.ToDo },
                },
            });
        }
        return markers;
    }

    /// <summary>The element for a marker: its own changed where it differs from what was read, or a new one.</summary>
    /// <param name="known">The marker's element in the document that is written; null for a new one.</param>
    public static XElement Write(Marker marker, XElement? known, Rational shift, Rational frame)
    {
        var name = marker.Kind switch { MarkerKind.Keyword => "keyword", MarkerKind.Chapter => "chapter-marker", _ => "marker" };
        var element = known ?? new XElement(name);
        if (known is not null && known.Name != name)
            element.Name = name;
        element.SetTime("start", marker.Start + shift);
        var read = known is null ? null : marker.Origin?.AsRead as Marker;
        if (read?.Duration != marker.Duration)
            element.SetTime("duration", marker.Duration.Sign > 0 ? marker.Duration : frame);
        element.Set("value", marker.Name);
        if (marker.Comment.Length > 0 || element.Attribute("note") is not null)
            element.Set("note", marker.Comment);
        var completed = marker.Kind switch { MarkerKind.ToDo => "0", MarkerKind.Done => "1", _ => null };
        if (read?.Kind != marker.Kind)
            element.Set("completed", completed);
        return element;
    }
}
