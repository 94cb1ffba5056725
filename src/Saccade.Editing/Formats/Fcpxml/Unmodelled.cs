using System.Xml.Linq;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>What an element says that a timeline has no place for.</summary>
internal static class Unmodelled
{
    private static readonly HashSet<string> Modelled =
    [
        "timeMap", "adjust-crop", "adjust-conform", "adjust-transform", "adjust-blend", "adjust-volume", "mc-source", "marker", "chapter-marker", "keyword",
        "audio-channel-source", "filter-video", "filter-audio", "param", "text", "spine",
    ];

    private static readonly string[] Roles = ["audioRole", "videoRole", "role"];

    public static IReadOnlyList<string> Of(XElement element)
    {
        List<string> names = [];
        foreach (var role in Roles)
        {
            if (element.Text(role) is { } text)
                names.Add($"{role} '{text}'");
        }
        foreach (var child in element.Elements())
        {
            var name = child.Name.LocalName;
            var isLost = name switch
            {
                "adjust-crop" => child.Text("mode") is "crop" or "pan",
                "adjust-blend" => child.Attribute("mode") is not null,
                "timeMap" => child.Elements("timept").Skip(2).Any() && child.Elements("timept").Any(p => p.Text("interp") != "linear"),
                "filter-video" or "filter-audio" => child.Elements("data").Any() || child.Elements("param").Elements("param").Any(),
                "clip" or "video" or "audio" => child.Descendants().Any(d => d.Name.LocalName.StartsWith("adjust-", StringComparison.Ordinal) || d.Name.LocalName.StartsWith("filter-", StringComparison.Ordinal)) && child.Attribute("lane") is null,
                _ => !Modelled.Contains(name) && !StoryElement.IsItem(child),
            };
            if (isLost && !names.Contains(Describe(child)))
                names.Add(Describe(child));
        }
        if (element.Parent?.Name == "audition")
            names.Add("the audition's other choices");
        return names;
    }

    private static string Describe(XElement child) => child.Name.LocalName switch
    {
        "adjust-crop" => $"adjust-crop in mode {child.Text("mode")}",
        "adjust-blend" => $"blend mode {child.Text("mode")}",
        "timeMap" => "the curve between speeds",
        "note" => $"note '{child.Value.ReplaceLineEndings(" ")}'",
        "filter-video" or "filter-audio" => $"parts of the filter '{child.Text("name")}'",
        var name => name,
    };
}
