using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>A stretch of a clip in which the picture stands still, or moves.</summary>
/// <param name="Placement">Rounded; null while it moves.</param>
/// <param name="Seconds">How long.</param>
internal readonly record struct PlacedStretch(Placement? Placement, double Seconds)
{
    public static IEnumerable<PlacedStretch> Of(Clip clip)
    {
        var times = Times(clip.Motion.Scale).Concat(Times(clip.Motion.Position))
            .Concat(Times(clip.Crop.Left)).Concat(Times(clip.Crop.Right)).Concat(Times(clip.Crop.Top)).Concat(Times(clip.Crop.Bottom))
            .Where(t => t.Sign > 0 && t < clip.Duration).Append(Rational.Zero).Append(clip.Duration).Distinct().Order().ToArray();
        for (var i = 1; i < times.Length; i++)
        {
            // A held value changes at the end of its stretch, a moving one within it.
            var (start, middle) = (Style.Placement.At(clip, times[i - 1]).Rounded(), Style.Placement.At(clip, (times[i - 1] + times[i]) / 2).Rounded());
            yield return new PlacedStretch(start == middle ? start : null, (times[i] - times[i - 1]).Value);
        }
    }

    private static IEnumerable<Rational> Times<T>(Animated<T> curve)
        where T : struct => curve.Keyframes.Select(k => k.Time);
}
