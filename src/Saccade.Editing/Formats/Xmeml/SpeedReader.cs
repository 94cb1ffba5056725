using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>
/// What a clip shows of its source. Without a <c>timeremap</c> filter, frame t of the clip is frame t of the media; with one, <c>graphdict</c> gives media frames
/// by frames of the stretched clip, <c>speed</c> the percentage, <c>reverse</c> the direction.
/// </summary>
internal static class SpeedReader
{
    public static (SpeedChange? Speed, Rational SourceStart, Rational SourceDuration) Read(XElement item, ClipClock clock, Rational length)
    {
        var into = clock.Grid.SecondsAt(clock.In);
        if (EffectIds.Find(item, EffectIds.TimeRemap) is not { } effect)
            return (null, into, length);
        var ratio = Ratio(effect);
        var points = Graph(effect, clock);
        var isVariable = TextOf(effect, "variablespeed") is "1" or "TRUE" or "true";
        var speed = new SpeedChange
        {
            Ratio = ratio,
            Points = isVariable ? points : [],
            FrameBlending = TextOf(effect, "frameblending") is { } blending && blending.Equals("TRUE", StringComparison.OrdinalIgnoreCase),
        };
        if (isVariable && points.Count > 0)
        {
            var times = points.Where(p => p.Offset > Rational.Zero && p.Offset < length).Select(p => p.SourceTime)
                .Append(speed.SourceTimeAt(Rational.Zero)).Append(speed.SourceTimeAt(length)).ToArray();
            return (speed, times.Min(), times.Max() - times.Min());
        }
        var used = length * Rational.Abs(ratio);
        if (ratio.Sign >= 0)
            return (speed, ratio.Sign == 0 || CountsMediaFrames(item, clock, length, ratio) ? into : into * ratio, used);
        // Backwards: what is seen first is as far from the clip's end as its in is from the beginning.
        var last = points.Count > 1
            ? new SpeedChange { Points = points, Ratio = ratio }.SourceTimeAt(Rational.Zero)
            : (clock.Grid.SecondsAt(item.Frames("duration") ?? clock.In) - into) * -ratio;
        return (speed, last - used, used);
    }

    /// <summary>Some programs count in and out in frames of the media although the speed differs; then out - in is the length times the speed.</summary>
    private static bool CountsMediaFrames(XElement item, ClipClock clock, Rational length, Rational ratio)
    {
        if (item.Frames("in") is not { } start || item.Frames("out") is not { } end || ratio == Rational.One)
            return false;
        var written = clock.Grid.SecondsAt(end - start);
        return Rational.Abs(written - (length * ratio)) < Rational.Abs(written - length);
    }

    private static Rational Ratio(XElement effect)
    {
        var text = TextOf(effect, "speed");
        var percent = text is null ? new Rational(100) : Rational.TryParse(text, out var exact) ? exact
            : XmemlText.TryNumber(text, out var number) && Math.Abs(number) < 1e9 ? new Rational((long)Math.Round(number * 1_000_000), 1_000_000)
            : throw XmemlText.Wrong(effect, $"a speed is '{text}', which is no percentage");
        var reverse = TextOf(effect, "reverse") is { } flag && flag.Equals("TRUE", StringComparison.OrdinalIgnoreCase);
        return (reverse && percent.Sign > 0 ? -percent : percent) / 100;
    }

    private static List<SpeedPoint> Graph(XElement effect, ClipClock clock)
    {
        List<SpeedPoint> points = [];
        foreach (var keyframe in CurveReader.Find(effect, "graphdict")?.Elements("keyframe") ?? [])
        {
            if (keyframe.Frames("when") is { } when && keyframe.Frames("value") is { } media)
                points.Add(new SpeedPoint(clock.OffsetOf(when), clock.Grid.SecondsAt(media)));
        }
        return [.. points.OrderBy(p => p.Offset)];
    }

    private static string? TextOf(XElement effect, string parameterId) => CurveReader.Find(effect, parameterId)?.Text("value");
}
