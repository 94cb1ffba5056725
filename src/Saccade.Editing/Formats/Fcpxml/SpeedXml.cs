using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>A clip's own time: where it starts in it, and which source time that is without a change of speed.</summary>
/// <param name="Start">The start attribute, or what it is where there is none.</param>
/// <param name="SourceZero">The time of the clip at which its source's first frame stands.</param>
internal readonly record struct ClipClock(Rational Start, Rational SourceZero);

/// <summary>What is seen of a source, and how fast.</summary>
internal readonly record struct SeenSource(Rational Start, Rational Duration, SpeedChange? Speed);

/// <summary>Changes of speed in FCPXML: a timeMap from the clip's time to the source's, straight between its points.</summary>
internal static class SpeedXml
{
    /// <param name="clip">The element with or without a timeMap.</param>
    /// <param name="start">Where in the clip's time it is seen from.</param>
    /// <param name="duration">How long it is seen.</param>
    /// <param name="sourceZero">See <see cref="ClipClock"/>.</param>
    public static SeenSource Read(XElement clip, Rational start, Rational duration, Rational sourceZero)
    {
        if (clip.Element("timeMap") is not { } map)
            return new SeenSource(start - sourceZero, duration, null);
        var points = new List<SpeedPoint>();
        foreach (var point in map.Elements("timept"))
        {
            var time = point.Time("time") ?? throw StoryElement.Failure(point, "has no time");
            var value = point.Time("value") ?? throw StoryElement.Failure(point, "has no value");
            if (points.Count > 0 && time - start < points[^1].Offset)
                throw StoryElement.Failure(point, "comes before the point of the timeMap that stands before it");
            if (points.Count == 0 || time - start > points[^1].Offset)
                points.Add(new SpeedPoint(time - start, value - sourceZero));
        }
        if (points.Count < 2)
            return new SeenSource(start - sourceZero, duration, null);
        var blended = map.Text("frameSampling") is { } sampling && sampling is not ("floor" or "nearest-neighbor");
        var ratio = (points[1].SourceTime - points[0].SourceTime) / (points[1].Offset - points[0].Offset);
        var isConstant = points.Zip(points.Skip(1)).All(p => p.Second.SourceTime - p.First.SourceTime == ratio * (p.Second.Offset - p.First.Offset));
        if (isConstant)
        {
            var first = points[0].SourceTime - (ratio * points[0].Offset);
            var last = first + (ratio * duration);
            var isPlain = ratio == Rational.One && !blended;
            return new SeenSource(Rational.Min(first, last), Rational.Abs(last - first), isPlain ? null : new SpeedChange { Ratio = ratio, FrameBlending = blended });
        }
        var speed = new SpeedChange { Points = points, FrameBlending = blended };
        var times = points.Where(p => p.Offset > Rational.Zero && p.Offset < duration).Select(p => p.SourceTime).Append(speed.SourceTimeAt(Rational.Zero)).Append(speed.SourceTimeAt(duration)).ToArray();
        return new SeenSource(times.Min(), times.Max() - times.Min(), speed);
    }

    /// <summary>The clip's start in its own time for what is seen, and a timeMap that says so; none at the source's own speed.</summary>
    /// <param name="sourceZero">The first frame's time in the source (its timecode).</param>
    /// <param name="sourceLength">How long the source is; null where unknown.</param>
    public static (Rational Start, XElement? Map) Build(Clip clip, Rational sourceZero, Rational? sourceLength)
    {
        if (clip.Speed is not { } speed)
            return (clip.SourceStart + sourceZero, null);
        var length = Rational.Max(sourceLength ?? clip.SourceEnd, clip.SourceEnd);
        if (speed.Points.Count > 0)
        {
            var start = sourceZero + Rational.Max(Rational.Zero, -speed.Points[0].Offset);
            var points = speed.Points.Count > 1 ? speed.Points : [speed.Points[0], new SpeedPoint(speed.Points[0].Offset + clip.Duration, speed.Points[0].SourceTime + (speed.Ratio * clip.Duration))];
            return (start, Map(speed, points.Select(p => (p.Offset + start, p.SourceTime + sourceZero))));
        }
        if (speed.Ratio.Sign == 0)
        {
            var held = clip.SourceStart + sourceZero;
            return (held, Map(speed, [(held, held), (held + clip.Duration, held)]));
        }
        var way = length / Rational.Abs(speed.Ratio);
        return speed.Ratio.Sign > 0
            ? (sourceZero + (clip.SourceStart / speed.Ratio), Map(speed, [(sourceZero, sourceZero), (sourceZero + way, sourceZero + length)]))
            : (sourceZero + ((length - clip.SourceEnd) / -speed.Ratio), Map(speed, [(sourceZero, sourceZero + length), (sourceZero + way, sourceZero)]));
    }

    private static XElement Map(SpeedChange speed, IEnumerable<(Rational Time, Rational Value)> points) => new("timeMap",
        speed.FrameBlending ? new XAttribute("frameSampling", "frame-blending") : null,
        points.Select(p => new XElement("timept", new XAttribute("time", StoryElement.Time(p.Time)), new XAttribute("value", StoryElement.Time(p.Value)), new XAttribute("interp", "linear"))));
}
