using System.Text.RegularExpressions;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Formats.Xmeml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>What a document's clips refer to: formats, assets, effects and media (compound clips and multicams), by id.</summary>
internal sealed partial class Resources
{
    private readonly Dictionary<string, XElement> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _hasSound = new(StringComparer.Ordinal);

    public Resources(XElement root)
    {
        foreach (var resource in root.Elements("resources").Elements())
        {
            if (resource.Text("id") is { } id && !_byId.TryAdd(id, resource))
                throw StoryElement.Failure(resource, $"has the id '{id}' that another resource has already");
        }
    }

    public IEnumerable<XElement> Assets => _byId.Values.Where(r => r.Name == "asset");

    public IEnumerable<XElement> Media => _byId.Values.Where(r => r.Name == "media");

    /// <exception cref="TimelineException">There is no such resource; names it and the clip.</exception>
    public XElement Find(XElement user, string kind, string attribute = "ref")
    {
        var id = user.Text(attribute) ?? throw StoryElement.Failure(user, $"has no {attribute}, which is to name its {kind}");
        var found = _byId.GetValueOrDefault(id) ?? throw StoryElement.Failure(user, $"refers to the {kind} '{id}', which is not among the resources");
        return found.Name == kind ? found : throw StoryElement.Failure(user, $"refers to '{id}' as its {kind}, but that is a <{found.Name.LocalName}>");
    }

    /// <summary>The resource that an element refers to, whatever it is.</summary>
    public XElement FindAny(XElement user) =>
        user.Text("ref") is { } id && _byId.TryGetValue(id, out var found) ? found : throw StoryElement.Failure(user, $"refers to '{user.Text("ref")}', which is not among the resources");

    public bool Contains(string id) => _byId.ContainsKey(id);

    /// <summary>The format that an element names, or null.</summary>
    public XElement? Format(XElement user) => user.Text("format") is null ? null : Find(user, "format", "format");

    /// <exception cref="TimelineException">The frame duration is zero or negative, or there is none.</exception>
    public FrameRate Rate(XElement user) => RateOf(Format(user)) ?? throw StoryElement.Failure(user, "has no format that says how long a frame is");

    /// <summary>The rate of a format; null for one without (stills, sound).</summary>
    public static FrameRate? RateOf(XElement? format)
    {
        if (format?.Time("frameDuration") is { } frame)
        {
            if (frame.Sign <= 0)
                throw StoryElement.Failure(format, $"'{format.Text("id")}' has the frameDuration '{format.Text("frameDuration")}'; a frame lasts longer than nothing");
            return frame.Denominator <= int.MaxValue && frame.Numerator <= int.MaxValue ? new FrameRate((int)frame.Denominator, (int)frame.Numerator)
                : throw StoryElement.Failure(format, $"'{format.Text("id")}' has the frameDuration '{format.Text("frameDuration")}', which is too fine");
        }
        // Final Cut knows its own formats by name and may leave out what they are.
        return format?.Text("name") is { } name && NamedRate().Match(name) is { Success: true } match ? match.Groups["rate"].Value switch
        {
            "2398" => new FrameRate(24000, 1001),
            "2997" => new FrameRate(30000, 1001),
            "5994" => new FrameRate(60000, 1001),
            var whole when int.Parse(whole, System.Globalization.CultureInfo.InvariantCulture) is > 0 and <= 1000 and var rate => new FrameRate(rate, 1),
            _ => null,
        } : null;
    }

    public (int? Width, int? Height) SizeOf(XElement? format)
    {
        if (format?.Whole("width") is { } width && format.Whole("height") is { } height)
            return (width, height);
        if (format?.Text("name") is not { } name || NamedRate().Match(name) is not { Success: true } match)
            return (null, null);
        return match.Groups["size"].Value switch
        {
            "720" => (1280, 720),
            "1080" => (1920, 1080),
            var size when size.Split('x') is [var across, var down] && int.TryParse(across, out var w) && int.TryParse(down, out var h) => (w, h),
            _ => (null, null),
        };
    }

    public MediaFile ReadAsset(XElement asset)
    {
        var format = Format(asset);
        var rate = RateOf(format);
        var (width, height) = SizeOf(format);
        var representation = asset.Elements("media-rep").FirstOrDefault(r => r.Text("kind") is null or "original-media") ?? asset.Element("media-rep");
        return new MediaFile
        {
            Id = asset.Text("id") ?? throw StoryElement.Failure(asset, "has no id"),
            Name = asset.Text("name") ?? "",
            Path = PathUrl.ToPath(asset.Text("src") ?? representation?.Text("src")),
            Rate = rate,
            Duration = asset.Time("duration"),
            StartTimecode = asset.Time("start") ?? Rational.Zero,
            HasVideo = HasPicture(asset),
            HasAudio = asset.Flag("hasAudio", absent: false),
            Width = width,
            Height = height,
            SampleRate = asset.Whole("audioRate"),
            AudioChannels = asset.Whole("audioChannels"),
            Origin = new Origin(asset, XmlSource.LineOf(asset)) { Unmodelled = [.. asset.Elements("metadata").Select(_ => "metadata").Distinct()] },
        };
    }

    public static bool HasPicture(XElement asset) => asset.Flag("hasVideo", absent: asset.Attribute("hasAudio") is null);

    /// <summary>Whether anything can be heard in a compound clip or multicam.</summary>
    public bool HasSound(XElement media)
    {
        var id = media.Text("id") ?? "";
        if (_hasSound.TryGetValue(id, out var known))
            return known;
        _hasSound[id] = false; // a compound clip that stands in itself adds nothing
        return _hasSound[id] = media.Descendants().Any(e => e.Name.LocalName switch
        {
            "audio" => true,
            "asset-clip" => e.Text("srcEnable") != "video" && _byId.TryGetValue(e.Text("ref") ?? "", out var asset) && asset.Flag("hasAudio", absent: false),
            "ref-clip" or "mc-clip" => e.Text("srcEnable") != "video" && _byId.TryGetValue(e.Text("ref") ?? "", out var inner) && HasSound(inner),
            _ => false,
        });
    }

    [GeneratedRegex(@"^FFVideoFormat(?<size>\d+x\d+|\d+)[pi](?<rate>\d+)$")]
    private static partial Regex NamedRate();
}
