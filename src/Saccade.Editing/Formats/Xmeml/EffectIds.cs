using System.Xml.Linq;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Which effect a filter is: its <c>effectid</c> decides, since names are in the editor's language. Only a filter without one is known by its English name.</summary>
internal static class EffectIds
{
    public const string Motion = "basic";
    public const string Crop = "crop";
    public const string Opacity = "opacity";
    public const string TimeRemap = "timeremap";

    /// <summary>A text of Premiere's graphics: the effect's name is what it shows.</summary>
    public const string Graphic = "GraphicAndType";

    private static readonly Dictionary<string, string> EnglishNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Basic Motion"] = Motion,
        ["Crop"] = Crop,
        ["Opacity"] = Opacity,
        ["Time Remap"] = TimeRemap,
    };

    public static string Of(XElement effect) =>
        effect.Text("effectid") ?? (effect.Text("name") is { } name ? EnglishNames.GetValueOrDefault(name, name) : "");

    /// <summary>Whether the model has properties of its own for the effect.</summary>
    public static bool IsModelled(string id) => Is(id, Motion) || Is(id, Crop) || Is(id, Opacity) || Is(id, TimeRemap);

    public static bool Is(string id, string known) => id.Equals(known, StringComparison.OrdinalIgnoreCase);

    /// <summary>The clip's first enabled filter that is the effect, or null.</summary>
    public static XElement? Find(XElement item, string known) =>
        item.Elements("filter").FirstOrDefault(f => IsEnabled(f) && f.Element("effect") is { } effect && Is(Of(effect), known))?.Element("effect");

    public static bool IsEnabled(XElement filter) =>
        filter.Flag("enabled", otherwise: true) && filter.Element("effect")?.Flag("pproBypass", otherwise: false) != true;
}
