using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Reads whole timelines: sequences of projects and compound clips, contents of synchronised clips, angles of multicams.</summary>
internal static class SequenceReader
{
    private static readonly Dictionary<string, int> SampleRates = new()
    {
        ["32k"] = 32000, ["44.1k"] = 44100, ["48k"] = 48000, ["88.2k"] = 88200, ["96k"] = 96000, ["176.4k"] = 176400, ["192k"] = 192000,
    };

    /// <summary>"48k" for 48000; null for a rate that the format cannot say.</summary>
    public static string? SampleRateText(int? rate) => SampleRates.FirstOrDefault(r => r.Value == rate).Key;

    public static Sequence Read(XElement element, string id, string name, FcpxmlContext context)
    {
        var rate = context.Resources.Rate(element);
        var spine = element.Element("spine") ?? throw StoryElement.Failure(element, "has no spine");
        var start = element.Time("tcStart") ?? Rational.Zero;
        var (width, height) = context.Resources.SizeOf(context.Resources.Format(element));
        var reader = new StorylineReader(context, rate, new FrameShape(width, height));
        reader.ReadStoryline(spine.Elements(), -start, 0);
        var sequence = new Sequence
        {
            Id = id,
            Name = name,
            Rate = rate,
            Width = width,
            Height = height,
            SampleRate = element.Text("audioRate") is { } audio ? SampleRates.GetValueOrDefault(audio) is > 0 and var known ? known : null : null,
            StartTimecode = start,
            DropFrame = element.Text("tcFormat") == "DF",
            Tracks = reader.Tracks(spine),
            Markers = reader.Markers,
        };
        return sequence with
        {
            Duration = element.Time("duration") ?? sequence.End,
            Origin = new Origin(element, XmlSource.LineOf(element)) { Unmodelled = [.. element.Elements().Select(e => e.Name.LocalName).Where(n => n != "spine")] },
        };
    }

    /// <param name="clip">The clip that holds the contents.</param>
    /// <param name="zero">The time of the contents at which the timeline begins.</param>
    public static Sequence ReadSynchronized(XElement clip, IEnumerable<XElement> contents, Rational zero, string id, FcpxmlContext context)
    {
        var items = contents.ToArray();
        var around = clip.Ancestors().FirstOrDefault(a => a.Name == "sequence" || a.Name == "multicam");
        var rate = clip.Attribute("format") is null && around is not null ? context.Resources.Rate(around) : context.Resources.Rate(clip);
        var (width, height) = context.Resources.SizeOf(context.Resources.Format(clip) ?? (around is null ? null : context.Resources.Format(around)));
        var reader = new StorylineReader(context, rate, new FrameShape(width, height));
        foreach (var group in items.GroupBy(i => i.Whole("lane") ?? 0))
        {
            // Storylines of their own are read through; items of a lane stand where their offsets say.
            reader.ReadStoryline(group.Where(e => e.Name != "spine"), -zero, group.Key);
            foreach (var spine in group.Where(e => e.Name == "spine"))
                reader.ReadStoryline(spine.Elements(), (spine.Time("offset") ?? zero) - zero, group.Key);
        }
        var sequence = new Sequence
        {
            Id = id,
            Name = clip.Text("name") ?? "",
            Rate = rate,
            Width = width,
            Height = height,
            StartTimecode = zero,
            DropFrame = clip.Text("tcFormat") == "DF",
            Tracks = reader.Tracks(null),
            Markers = reader.Markers,
        };
        return sequence with { Duration = sequence.End, Origin = new Origin(clip, XmlSource.LineOf(clip)) };
    }

    public static Multicam ReadMulticam(XElement media, FcpxmlContext context)
    {
        var element = media.Element("multicam")!;
        var rate = context.Resources.Rate(element);
        var start = element.Time("tcStart") ?? Rational.Zero;
        var (width, height) = context.Resources.SizeOf(context.Resources.Format(element));
        return new Multicam
        {
            Id = media.Text("id")!,
            Name = media.Text("name") ?? "",
            Rate = rate,
            Angles = [.. element.Elements("mc-angle").Select(angle =>
            {
                var reader = new StorylineReader(context, rate, new FrameShape(width, height));
                reader.ReadStoryline(angle.Elements(), -start, 0);
                return new MulticamAngle
                {
                    Id = angle.Text("angleID") ?? throw StoryElement.Failure(angle, "has no angleID"),
                    Name = angle.Text("name") ?? "",
                    Tracks = reader.Tracks(angle),
                    Origin = new Origin(angle, XmlSource.LineOf(angle)),
                };
            })],
            Origin = new Origin(media, XmlSource.LineOf(media)),
        };
    }
}
