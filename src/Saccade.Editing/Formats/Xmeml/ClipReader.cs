using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Reads one <c>clipitem</c> or <c>generatoritem</c>.</summary>
internal static class ClipReader
{
    /// <summary>What the model holds of an item; the rest is kept with the document and named as unmodelled.</summary>
    private static readonly HashSet<string> Modelled =
    [
        "name", "enabled", "duration", "rate", "start", "end", "in", "out", "file", "sequence", "multiclip", "filter", "effect", "marker", "link", "sourcetrack",
        "pproTicksIn", "pproTicksOut", "masterclipid", "mediatype", "pixelaspectratio", "anamorphic", "alphatype",
    ];

    /// <param name="item">The element.</param>
    /// <param name="covered">What it covers, transitions included, in seconds.</param>
    /// <param name="before">The transition over its start.</param>
    /// <param name="after">The transition over its end.</param>
    /// <param name="sequence">The sequence's rate.</param>
    public static Clip Read(XElement item, (Rational Start, Rational End) covered, Transition? before, Transition? after, FrameRate sequence, XmemlContext context)
    {
        var grid = ItemTiming.Grid(item, sequence, covered.End - covered.Start);
        var start = before is not null && before.Cut > covered.Start ? before.Cut : covered.Start;
        var end = after is not null && after.Cut < covered.End ? after.Cut : covered.End;
        if (end <= start)
            throw XmemlText.Wrong(item, "nothing of it is left between its transitions");
        var clock = Clock(item, sequence, grid, start - covered.Start, context.Options.Keyframes);
        var (speed, sourceStart, sourceDuration) = SpeedReader.Read(item, clock, end - start);
        return new Clip
        {
            Id = item.Attribute("id")?.Value ?? "",
            Name = item.Element("name")?.Value ?? "",
            Enabled = item.Flag("enabled", otherwise: true),
            Start = start,
            Duration = end - start,
            Source = Source(item, clock, context),
            SourceStart = sourceStart,
            SourceDuration = sourceDuration,
            Speed = speed,
            Motion = EffectReader.Motion(item, clock),
            Crop = EffectReader.Crop(item, clock),
            Opacity = EffectReader.Opacity(item, clock),
            Effects = EffectReader.Others(item, clock),
            Markers = [.. item.Elements("marker").Select(m => MarkerReader.Read(m, clock.OffsetOf, grid))],
            LinkGroup = context.Links.GroupOf(item),
            SourceTrack = item.Element("sourcetrack")?.Count("trackindex"),
            Text = Text(item),
            Origin = new Origin(item, XmlSource.LineOf(item)) { Unmodelled = Unmodelled(item) },
        };
    }

    /// <param name="covering">How much of the item a transition covers before the clip's start, in seconds.</param>
    public static ClipClock Clock(XElement item, FrameRate sequence, FrameRate grid, Rational covering, KeyframeClock keyframes)
    {
        var before = grid.FramesAt(covering);
        return ClipClock.Of(grid, ItemTiming.In(item, sequence, grid) + before, before, keyframes);
    }

    private static ClipSource Source(XElement item, ClipClock clock, XmemlContext context)
    {
        if (item.Element("file") is { } file)
            return new ClipSource.Media(context.MediaId(file));
        if (item.Element("sequence") is { } nested)
            return new ClipSource.Nested(context.SequenceId(nested));
        if (item.Element("multiclip") is { } multiclip)
            return MulticamReader.Source(multiclip, context);
        return item.Element("effect") is { } generator ? new ClipSource.Generated(EffectReader.Read(generator, clock, generator)) : new ClipSource.Missing();
    }

    /// <summary>Premiere's graphics say it in the effect's name, Final Cut's text generators in the parameter str.</summary>
    private static string? Text(XElement item)
    {
        var graphic = item.Elements("filter").Elements("effect").FirstOrDefault(e => EffectIds.Is(EffectIds.Of(e), EffectIds.Graphic));
        return graphic is not null ? graphic.Element("name")?.Value : CurveReader.Find(item.Element("effect"), "str")?.Element("value")?.Value;
    }

    private static List<string> Unmodelled(XElement item)
    {
        List<string>? names = null;
        foreach (var child in item.Elements())
        {
            // Empty logging fields, as Premiere writes them into every clip, hold nothing.
            if (!Modelled.Contains(child.Name.LocalName) && child.Value.AsSpan().Trim().Length > 0 && names?.Contains(child.Name.LocalName) != true)
                (names ??= []).Add(child.Name.LocalName);
        }
        return names ?? [];
    }
}
