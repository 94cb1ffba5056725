using System.Globalization;
using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Writes one clip: a new item whole, one that was read where it differs from what was read.</summary>
internal static class ClipWriter
{
    /// <param name="clip">The clip.</param>
    /// <param name="before">The transition over its start.</param>
    /// <param name="after">The transition over its end.</param>
    /// <param name="isMoved">Whether those are others than when it was read.</param>
    /// <param name="rate">The sequence's.</param>
    public static XElement Write(Clip clip, Transition? before, Transition? after, bool isMoved, TrackKind kind, FrameRate rate, WriteContext context)
    {
        var item = context.Take(clip);
        if (item is not null && clip.IsAsRead && !isMoved)
            return item;
        var was = item is null ? null : (Clip?)clip.Origin!.AsRead;
        item ??= New(clip, kind, rate, context);
        if (was is null || was.Name != clip.Name)
            XmlLayout.SetChild(item, "name", clip.Name);
        if (was is null || was.Enabled != clip.Enabled)
            XmlLayout.SetChild(item, "enabled", XmemlText.Flag(clip.Enabled), "name", "masterclipid");
        var media = MediaDuration(clip, context);
        var isRetimed = was is null || isMoved || was.Start != clip.Start || was.Duration != clip.Duration || was.SourceStart != clip.SourceStart || was.SourceDuration != clip.SourceDuration
            || was.Speed != clip.Speed;
        var grid = was is null ? rate : ItemTiming.Grid(item, rate, was.Duration);
        if (isRetimed)
            WriteTiming(item, clip, before, after, rate, grid, media, context);
        var covering = clip.Start - (item.Frames("start") is { } start && start != ItemTiming.Unset ? rate.SecondsAt(start) : before?.Start ?? clip.Start);
        var clock = ClipReader.Clock(item, rate, grid, Rational.Max(covering, Rational.Zero), context.Project.Keyframes);
        if (was is null || was.Source != clip.Source)
            SourceWriter.Write(item, clip, clock, context);
        var effects = new EffectWriter(item, clip, clock, context);
        if (isRetimed || was!.Motion != clip.Motion)
            effects.Motion(clip.Motion);
        if (isRetimed || was!.Crop != clip.Crop)
            effects.Crop(clip.Crop);
        if (isRetimed || !was!.Opacity.Equals(clip.Opacity))
            effects.Opacity(clip.Opacity);
        if (isRetimed || !ReferenceEquals(was!.Effects, clip.Effects))
            effects.Others(was);
        if (isRetimed && (clip.Speed is not null || was?.Speed is not null))
            SpeedWriter.Write(item, clip, clock, media, context);
        if (isRetimed || !ReferenceEquals(was!.Markers, clip.Markers))
            MarkerWriter.Write(item, clip.Markers, clock.FrameAt, grid, clip.Name, context);
        if (was?.SourceTrack != clip.SourceTrack)
            WriteSourceTrack(item, clip, kind);
        if (was is null || was.LinkGroup != clip.LinkGroup || clip.LinkGroup is not null)
            context.Unlinked.Add((clip, item));
        return item;
    }

    private static XElement New(Clip clip, TrackKind kind, FrameRate rate, WriteContext context)
    {
        var item = new XElement(clip.Source is ClipSource.Generated || (context.IsForeign && clip.Text is not null && kind == TrackKind.Video) ? "generatoritem" : "clipitem", new XAttribute("id", context.ClipId(clip)));
        if (clip.Source is ClipSource.Media { Id: var id })
            item.Add(new XElement("masterclipid", $"masterclip-{id}"));
        item.Add(
            new XElement("name", clip.Name),
            new XElement("enabled", XmemlText.Flag(clip.Enabled)),
            new XElement("duration", rate.FramesAt(Rational.Max(SpeedWriter.StretchedDuration(clip, MediaDuration(clip, context)), clip.Duration)).Ceiling()),
            SequenceWriter.Rate(rate));
        return item;
    }

    private static void WriteTiming(XElement item, Clip clip, Transition? before, Transition? after, FrameRate rate, FrameRate grid, Rational? media, WriteContext context)
    {
        var start = before is not null && before.Cut == clip.Start ? before.Start : clip.Start;
        var end = after is not null && after.Cut == clip.End ? after.End : clip.End;
        var first = context.Frame(grid.FramesAt(SpeedWriter.InOf(clip, media) - (clip.Start - start)), clip.Name, "its in point");
        var last = long.Parse(first, CultureInfo.InvariantCulture) + grid.FramesAt(end - start).Round();
        XmlLayout.SetChild(item, "start", before is not null && before.Cut == clip.Start ? "-1" : context.Frame(rate.FramesAt(start), clip.Name, "its start"), "rate", "duration", "name");
        XmlLayout.SetChild(item, "end", after is not null && after.Cut == clip.End ? "-1" : context.Frame(rate.FramesAt(end), clip.Name, "its end"), "start");
        XmlLayout.SetChild(item, "in", first, "end");
        XmlLayout.SetChild(item, "out", last.ToString(CultureInfo.InvariantCulture), "in");
        if (item.Element("pproTicksIn") is not null)
        {
            XmlLayout.SetChild(item, "pproTicksIn", Ticks(long.Parse(first, CultureInfo.InvariantCulture), grid));
            XmlLayout.SetChild(item, "pproTicksOut", Ticks(last, grid), "pproTicksIn");
        }
    }

    private static string Ticks(long frame, FrameRate grid) => (grid.SecondsAt(frame) * XmemlText.TicksPerSecond).Round().ToString(CultureInfo.InvariantCulture);

    private static Rational? MediaDuration(Clip clip, WriteContext context) => clip.Source switch
    {
        ClipSource.Media { Id: var id } => context.Media(id)?.Duration,
        ClipSource.Nested { Id: var id } => context.Project.FindSequence(id)?.Duration,
        _ => null,
    };

    private static void WriteSourceTrack(XElement item, Clip clip, TrackKind kind)
    {
        if (item.Element("sourcetrack") is { } known)
            XmlLayout.Remove(known);
        if (clip.SourceTrack is { } track)
            XmlLayout.InsertAfter(item, item.Elements().LastOrDefault(e => e.Name.LocalName is "file" or "sequence" or "out"), new XElement("sourcetrack", new XElement("mediatype", kind == TrackKind.Audio ? "audio" : "video"), new XElement("trackindex", track)));
    }
}
