using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>What one item of a timeline shows and plays, before it is said where.</summary>
/// <param name="Picture">Null for sound alone.</param>
/// <param name="Sounds">Empty for a picture alone.</param>
internal sealed record ClipParts(ClipClock Clock, Rational Duration, ClipPart? Picture, IReadOnlyList<ClipPart> Sounds, string? Text = null);

/// <param name="SourceZero">The time of the clip at which the source's first frame stands.</param>
/// <param name="Shape">The picture's size where known.</param>
/// <param name="Channel">The audio channel from 1; null for all.</param>
/// <param name="Element">The audio-channel-source that says more of it, or null.</param>
internal sealed record ClipPart(ClipSource Source, Rational SourceZero, FrameShape Shape, int? Channel = null, XElement? Element = null);

/// <summary>Finds out what an item shows and plays: each kind of element says it in another way.</summary>
internal sealed class ClipComponents(FcpxmlContext context)
{
    // A long timeline shows the same assets many thousand times.
    private readonly Dictionary<XElement, WholeAsset> _whole = [];

    private Resources Resources => context.Resources;

    public ClipParts Read(XElement element) => element.Name.LocalName switch
    {
        "asset-clip" => ReadAssetClip(element),
        "video" or "audio" => ReadComponent(element),
        "clip" => ReadClip(element),
        "ref-clip" or "mc-clip" => ReadMedia(element),
        "sync-clip" => ReadSynchronized(element),
        "title" => ReadGenerated(element, Title(element)),
        _ => new ClipParts(new ClipClock(Start(element, Rational.Zero), Rational.Zero), Duration(element),
            new ClipPart(new ClipSource.Generated(new Effect { Id = "caption", Name = element.Text("name") ?? "", Kind = "caption" }), Rational.Zero, default), [], Title(element)),
    };

    private ClipParts ReadAssetClip(XElement element)
    {
        var asset = Resources.Find(element, "asset");
        if (!_whole.TryGetValue(asset, out var whole))
            _whole[asset] = whole = ReadAsset(asset);
        var duration = element.Time("duration") ?? asset.Time("duration") ?? throw StoryElement.Failure(element, "has no duration, and neither has its asset");
        return new ClipParts(new ClipClock(Start(element, whole.Zero), whole.Zero), duration,
            element.Text("srcEnable") != "audio" ? whole.Picture : null,
            element.Text("srcEnable") != "video" ? Channels(element, whole.Sounds) : []);
    }

    private WholeAsset ReadAsset(XElement asset)
    {
        var zero = asset.Time("start") ?? Rational.Zero;
        var source = new ClipSource.Media(asset.Text("id")!);
        return new WholeAsset(zero, Resources.HasPicture(asset) ? new ClipPart(source, zero, Shape(asset)) : null, asset.Flag("hasAudio", absent: false) ? [new ClipPart(source, zero, default)] : []);
    }

    /// <summary>A video or audio element that stands on a timeline itself.</summary>
    private ClipParts ReadComponent(XElement element)
    {
        var resource = Resources.FindAny(element);
        if (resource.Name == "effect")
            return ReadGenerated(element, null);
        var asset = Resources.Find(element, "asset");
        var zero = asset.Time("start") ?? Rational.Zero;
        var clock = new ClipClock(Start(element, zero), zero);
        var part = new ClipPart(new ClipSource.Media(asset.Text("id")!), zero, Shape(asset), Channel(element));
        return element.Name == "video" ? new ClipParts(clock, Duration(element), part with { Channel = null }, [])
            : new ClipParts(clock, Duration(element), null, [part with { Shape = default }]);
    }

    private ClipParts ReadGenerated(XElement element, string? text)
    {
        var start = Start(element, Rational.Zero);
        return new ClipParts(new ClipClock(start, Rational.Zero), Duration(element),
            new ClipPart(new ClipSource.Generated(EffectXml.Read(element, Resources, start)), Rational.Zero, default), [], text);
    }

    private ClipParts ReadMedia(XElement element)
    {
        var media = Resources.Find(element, "media");
        var inner = media.Element("sequence") ?? media.Element("multicam") ?? throw StoryElement.Failure(media, $"'{media.Text("id")}' holds neither a sequence nor a multicam");
        var zero = inner.Time("tcStart") ?? Rational.Zero;
        var duration = element.Time("duration") ?? inner.Time("duration") ?? throw StoryElement.Failure(element, "has no duration");
        var shape = Resources.SizeOf(Resources.Format(inner)) is (var width, var height) ? new FrameShape(width, height) : default;
        var id = media.Text("id")!;
        ClipSource source = new ClipSource.Nested(id);
        if (inner.Name == "multicam")
        {
            var angles = element.Elements("mc-source").ToArray();
            source = new ClipSource.Angle(id, Angle(angles, "video"), Angle(angles, "audio"));
        }
        var part = new ClipPart(source, zero, shape);
        return new ClipParts(new ClipClock(Start(element, zero), zero), duration,
            element.Text("srcEnable") != "audio" ? part : null,
            element.Text("srcEnable") != "video" && Resources.HasSound(media) ? [part with { Shape = default }] : []);
    }

    private static string? Angle(XElement[] sources, string kind) =>
        sources.FirstOrDefault(s => s.Text("srcEnable") is null or "all" || s.Text("srcEnable") == kind)?.Text("angleID");

    /// <summary>A clip around pictures and sounds in its own time; one around whole storylines is a timeline of its own.</summary>
    private ClipParts ReadClip(XElement element)
    {
        var contents = element.Elements().Where(StoryElement.IsStory).Where(c => !FcpxmlContext.IsConnected(element, c)).ToArray();
        if (contents.Any(c => c.Name.LocalName is not ("video" or "audio" or "gap")) || contents.Length > 1)
            return ReadSynchronized(element);
        var zero = element.Time("tcStart") ?? contents.FirstOrDefault()?.Time("offset") ?? Rational.Zero;
        var clock = new ClipClock(Start(element, zero), zero);
        if (contents.Length == 0)
            return new ClipParts(clock, Duration(element), new ClipPart(new ClipSource.Missing(), zero, default), []);
        var content = contents[0];
        var local = content.Time("offset") ?? zero;
        ClipPart? picture = null;
        if (content.Name == "video")
            picture = Component(content, local);
        else if (content.Elements("video").FirstOrDefault() is { } above)
            picture = Component(above, local + (above.Time("offset") ?? ContentStart(content)) - ContentStart(content));
        var sounds = content.Name == "audio" ? [Component(content, local)] : Sounds(content, local);
        if (picture is not null)
            clock = clock with { SourceZero = picture.SourceZero };
        else if (sounds.Count > 0)
            clock = clock with { SourceZero = sounds[0].SourceZero };
        if (picture is null && sounds.Count == 0)
            picture = new ClipPart(new ClipSource.Missing(), zero, default);
        return new ClipParts(clock, Duration(element), picture, sounds.Count == 1 ? Channels(element, sounds) : sounds);
    }

    /// <summary>Sounds connected to a content of a clip.</summary>
    /// <param name="local">Where the content stands in the clip's time.</param>
    private List<ClipPart> Sounds(XElement content, Rational local)
    {
        var start = ContentStart(content);
        return [.. content.Elements("audio").Where(e => Resources.FindAny(e).Name == "asset").Select(e => Component(e, local + (e.Time("offset") ?? start) - start))];
    }

    private Rational ContentStart(XElement content) =>
        content.Time("start") ?? (content.Name != "gap" && Resources.FindAny(content) is { } asset && asset.Name == "asset" ? asset.Time("start") : null) ?? Rational.Zero;

    /// <param name="local">Where the component stands in the clip's time.</param>
    private ClipPart Component(XElement component, Rational local)
    {
        var resource = Resources.FindAny(component);
        if (resource.Name == "effect")
            return new ClipPart(new ClipSource.Generated(EffectXml.Read(component, Resources, Rational.Zero)), local, default);
        var asset = Resources.Find(component, "asset");
        var first = asset.Time("start") ?? Rational.Zero;
        return new ClipPart(new ClipSource.Media(asset.Text("id")!), local - ((component.Time("start") ?? first) - first), component.Name == "video" ? Shape(asset) : default, component.Name == "audio" ? Channel(component) : null);
    }

    private ClipParts ReadSynchronized(XElement element)
    {
        var zero = element.Time("tcStart") ?? Rational.Zero;
        var contents = element.Elements().Where(StoryElement.IsStory).Where(c => !FcpxmlContext.IsConnected(element, c));
        var sequence = SequenceReader.ReadSynchronized(element, contents, zero, context.NextSynchronized(), context);
        context.Synchronized.Add(sequence);
        var part = new ClipPart(new ClipSource.Nested(sequence.Id), zero, new FrameShape(sequence.Width, sequence.Height));
        return new ClipParts(new ClipClock(Start(element, zero), zero), Duration(element), sequence.VideoTracks.Any() || !sequence.AudioTracks.Any() ? part : null,
            sequence.AudioTracks.Any() ? [part with { Shape = default }] : []);
    }

    /// <summary>A sound as it is, or once for each audio-channel-source that plays a single channel of it.</summary>
    /// <param name="sounds">One, or none.</param>
    private static IReadOnlyList<ClipPart> Channels(XElement element, IReadOnlyList<ClipPart> sounds)
    {
        var channels = element.Elements("audio-channel-source").Where(s => s.Flag("active", absent: true) && Channel(s) is not null).ToArray();
        return channels.Length == 0 ? sounds : [.. sounds.SelectMany(sound => channels.Select(c => sound with { Channel = Channel(c), Element = c }))];
    }

    private static int? Channel(XElement element) =>
        int.TryParse(element.Text("srcCh"), NumberStyles.None, CultureInfo.InvariantCulture, out var channel) && channel > 0 ? channel : null;

    private static Rational Start(XElement element, Rational absent) => element.Time("start") ?? absent;

    private static Rational Duration(XElement element) => element.Time("duration") ?? throw StoryElement.Failure(element, "has no duration");

    private FrameShape Shape(XElement asset)
    {
        var (width, height) = Resources.SizeOf(Resources.Format(asset));
        return new FrameShape(width, height);
    }

    private static string? Title(XElement element)
    {
        var texts = element.Elements("text").Select(t => string.Concat(t.DescendantNodes().OfType<XText>().Where(n => n.Parent!.Name == "text-style" || n.Value.AsSpan().Trim().Length > 0).Select(n => n.Value))).ToArray();
        return texts.Length == 0 ? null : string.Join('\n', texts);
    }

    /// <summary>What every clip of an asset has that plays it with all its channels.</summary>
    /// <param name="Sounds">One, or none.</param>
    private sealed record WholeAsset(Rational Zero, ClipPart? Picture, IReadOnlyList<ClipPart> Sounds);
}
