using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Writes a clip's <c>timeremap</c> filter, and says where the clip begins in frames of the stretched media.</summary>
internal static class SpeedWriter
{
    /// <summary>The time of the stretched media at the clip's start, in seconds.</summary>
    /// <param name="mediaDuration">Of the whole media, where it is known.</param>
    public static Rational InOf(Clip clip, Rational? mediaDuration) => clip.Speed switch
    {
        null or { Points.Count: 0, Ratio.Sign: 0 } => clip.SourceStart,
        { Points: { Count: > 0 } points } => Rational.Max(Rational.Zero, -points.Min(p => p.Offset)),
        { Ratio.Sign: > 0 } forwards => clip.SourceStart / forwards.Ratio,
        { } backwards => StretchedDuration(clip, mediaDuration) + (clip.SourceEnd / backwards.Ratio),
    };

    /// <summary>How long the whole media lasts at a constant speed.</summary>
    public static Rational StretchedDuration(Clip clip, Rational? mediaDuration)
    {
        var all = mediaDuration is { } known && known >= clip.SourceEnd ? known : clip.SourceEnd;
        return clip.Speed is { Ratio.Sign: not 0, Points.Count: 0 } speed ? all / Rational.Abs(speed.Ratio) : all;
    }

    /// <param name="item">The clip item: its old filter goes, and a new one comes where the speed is not the media's own.</param>
    /// <param name="clock">Frames as they are written.</param>
    /// <param name="mediaDuration">Of the whole media, where it is known.</param>
    public static void Write(XElement item, Clip clip, ClipClock clock, Rational? mediaDuration, WriteContext context)
    {
        var filter = EffectIds.Find(item, EffectIds.TimeRemap)?.Parent;
        if (clip.Speed is { } speed)
        {
            var percent = Rational.Abs(speed.Ratio) * 100;
            var effect = EffectWriter.New(EffectIds.TimeRemap, "Time Remap", "motion", "motion");
            effect.Add(
                Parameter("variablespeed", speed.Points.Count > 0 ? "1" : "0", 0, 1),
                Parameter("speed", Exact(percent, clip.Name, "a speed in percent", context), -100_000, 100_000),
                Parameter("reverse", XmemlText.Flag(speed.Ratio.Sign < 0)),
                Parameter("frameblending", XmemlText.Flag(speed.FrameBlending)),
                Graph(clip, speed, clock, mediaDuration, context));
            var added = new XElement("filter", effect);
            XmlLayout.InsertAfter(item, filter ?? EffectWriter.Place(item), added);
        }
        if (filter is not null)
            XmlLayout.Remove(filter);
    }

    private static XElement Graph(Clip clip, SpeedChange speed, ClipClock clock, Rational? mediaDuration, WriteContext context)
    {
        var graph = Parameter("graphdict", "0", 0, null);
        if (speed.Points.Count > 0)
        {
            foreach (var point in speed.Points)
                Add(graph, clock.FrameAt(point.Offset), clock.Grid.FramesAt(point.SourceTime), clip, context);
        }
        else
        {
            // Through the clip's own first frame, so that what is seen is right even where the whole media is no whole number of frames.
            var (seen, length) = (clock.Grid.FramesAt(clip.SourceTimeAt(Rational.Zero)), clock.Grid.FramesAt(StretchedDuration(clip, mediaDuration)).Ceiling());
            foreach (var when in new[] { Rational.Zero, clock.In, clock.FrameAt(clip.Duration), length }.Distinct().Order())
                Add(graph, when, seen + ((when - clock.In) * speed.Ratio), clip, context);
        }
        return graph;
    }

    private static void Add(XElement graph, Rational when, Rational media, Clip clip, WriteContext context) => graph.Add(new XElement(
        "keyframe",
        new XElement("when", Exact(when, clip.Name, "a time of the speed", context)),
        new XElement("value", Exact(media, clip.Name, "a media frame of the speed", context))));

    private static string Exact(Rational value, string where, string what, WriteContext context)
    {
        var text = XmemlText.Number(value);
        if (!Rational.TryParse(text, out var written) || written != value)
            context.Lose(where, $"{what} is {value} and becomes {text}");
        return text;
    }

    private static XElement Parameter(string id, string value, int? least = null, int? most = null)
    {
        var parameter = CurveWriter.New(id, id);
        if (least is not null)
            parameter.Add(new XElement("valuemin", least));
        if (most is not null)
            parameter.Add(new XElement("valuemax", most));
        parameter.Add(new XElement("value", value));
        return parameter;
    }
}
