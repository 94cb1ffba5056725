using System.Collections.Frozen;
using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Elements of FCPXML: which stand on a timeline, in which order children stand, and what their attributes say. Source: Apple's FCPXML reference, DTD 1.8 to 1.11.</summary>
internal static class StoryElement
{
    private static readonly FrozenSet<string> ItemNames =
        new[] { "asset-clip", "clip", "video", "audio", "ref-clip", "mc-clip", "sync-clip", "title", "caption", "gap", "audition" }.ToFrozenSet();

    // What a child of a clip may stand behind: everything of a smaller or the same rank.
    private static readonly FrozenDictionary<string, int> Ranks = new[]
    {
        new[] { "param", "data" }, ["text"], ["text-style-def"], ["note"], ["conform-rate"], ["timeMap"], ["object-tracker"], ["adjust-crop"], ["adjust-corners"],
        ["adjust-conform"], ["adjust-transform"], ["adjust-blend"], ["adjust-stabilization"], ["adjust-rollingShutter"], ["adjust-360-transform"], ["adjust-reorient"],
        ["adjust-orientation"], ["adjust-cinematic"], ["adjust-colorConform"], ["adjust-stereo-3D"], ["adjust-loudness", "adjust-noiseReduction", "adjust-humReduction", "adjust-EQ", "adjust-matchEQ", "adjust-voiceIsolation"],
        ["adjust-volume"], ["adjust-panner"], ["mc-source"], [.. ItemNames, "spine"], ["marker", "chapter-marker", "rating", "keyword", "analysis-marker"],
        ["audio-channel-source", "audio-role-source", "sync-source"], ["filter-video", "filter-video-mask"], ["filter-audio"], ["metadata"], ["reserved"],
    }.SelectMany((names, rank) => names.Select(name => KeyValuePair.Create(name, rank))).ToFrozenDictionary();

    /// <summary>Whether an element lies on a timeline for a while.</summary>
    public static bool IsItem(XElement element) => ItemNames.Contains(element.Name.LocalName);

    /// <summary>Whether an element stands in its parent's time: an item, or a storyline of its own.</summary>
    public static bool IsStory(XElement element) => IsItem(element) || element.Name == "spine";

    /// <summary>Puts a child where the format's grammar has it.</summary>
    public static void Insert(XElement parent, XElement child)
    {
        var rank = Rank(child);
        XmlLayout.InsertAfter(parent, parent.Elements().LastOrDefault(e => Rank(e) <= rank), child);
    }

    /// <summary>Whether the grammar has an element before markers.</summary>
    public static bool IsBeforeMarkers(XElement element) => Rank(element) < Ranks["marker"];

    /// <summary>Sets an attribute where it does not say so already; null removes it.</summary>
    public static void Set(this XElement element, string attribute, string? text)
    {
        if ((string?)element.Attribute(attribute) != text)
            element.SetAttributeValue(attribute, text);
    }

    /// <summary>Sets a time where the attribute does not mean it already.</summary>
    public static void SetTime(this XElement element, string attribute, Rational? time)
    {
        if (time is not { } value)
            element.Set(attribute, null);
        else if (!Rational.TryParse((string?)element.Attribute(attribute), out var known) || known != value)
            element.Set(attribute, Time(value));
    }

    /// <summary>"1001/30000s".</summary>
    public static string Time(Rational time) => time + "s";

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string? Text(this XElement element, string attribute) => (string?)element.Attribute(attribute);

    /// <exception cref="TimelineException">It is no time.</exception>
    public static Rational? Time(this XElement element, string attribute)
    {
        if (element.Text(attribute) is not { } text)
            return null;
        try
        {
            if (Rational.TryParse(text, out var time))
                return time;
        }
        catch (TimelineException)
        {
            // Too large or too fine: no time that is read.
        }
        throw Failure(element, $"has the {attribute} '{text}', which is no time (a time is written like 1001/30000s)");
    }

    /// <exception cref="TimelineException">It is no finite number.</exception>
    public static double? Number(this XElement element, string attribute) =>
        element.Text(attribute) is { } text ? ParseNumber(element, attribute, text) : null;

    /// <summary>The number that a text begins with; "-6dB" is -6.</summary>
    public static double ParseNumber(XElement element, string attribute, string text)
    {
        var digits = text.Trim();
        if (digits.EndsWith("dB", StringComparison.OrdinalIgnoreCase))
            digits = digits[..^2];
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
            : throw Failure(element, $"has the {attribute} '{text}', which is no number");
    }

    public static int? Whole(this XElement element, string attribute) => element.Text(attribute) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw Failure(element, $"has the {attribute} '{text}', which is no whole number");

    public static bool Flag(this XElement element, string attribute, bool absent) => element.Text(attribute) is { } text ? text is "1" or "true" : absent;

    /// <summary>A failure at an element, with its line and the clip that it belongs to.</summary>
    public static TimelineException Failure(XElement element, string reason)
    {
        var item = element.AncestorsAndSelf().FirstOrDefault(IsItem);
        var subject = item is null || item != element ? $"<{element.Name.LocalName}> " : "";
        return new TimelineException(subject + reason, clip: item is null ? null : item.Text("name") ?? item.Name.LocalName, line: XmlSource.LineOf(element));
    }

    private static int Rank(XElement element) => Ranks.GetValueOrDefault(element.Name.LocalName, int.MaxValue);
}
