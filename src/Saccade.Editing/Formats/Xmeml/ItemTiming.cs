using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>
/// Where a clip item lies. xmeml writes -1 for a start or end that a transition covers, and its in and out reach to the transition's far side; the model cuts at the
/// transition's cut point.
/// </summary>
internal static class ItemTiming
{
    /// <summary>What xmeml writes for a time that something else decides.</summary>
    public const int Unset = -1;

    /// <summary>A transition's place and its cut.</summary>
    /// <exception cref="TimelineException">It has no place or no length.</exception>
    public static (Rational Start, Rational End, Rational Cut) OfTransition(XElement item, FrameRate rate)
    {
        var start = item.Frames("start") ?? throw XmemlText.Wrong(item, "a transition has no <start>");
        var end = item.Frames("end") ?? throw XmemlText.Wrong(item, "a transition has no <end>");
        if (start < 0 || end <= start)
            throw XmemlText.Wrong(item, $"a transition goes from frame {start} to frame {end}");
        return (rate.SecondsAt(start), rate.SecondsAt(end), rate.SecondsAt(Cut(item, start, end, rate)));
    }

    /// <summary>What a clip item covers, transitions included.</summary>
    public static (Rational Start, Rational End) Covered(XElement item, FrameRate rate, FrameRate grid, Transition? before, Transition? after, Rational free)
    {
        var start = Given(item, "start", rate) ?? before?.Start;
        var end = Given(item, "end", rate) ?? after?.End;
        if (start is null || end is null)
        {
            var length = item.Frames("out") is { } last && last != Unset ? grid.SecondsAt(last - In(item)) : (Rational?)null;
            if (start is null)
                start = end is null || length is null ? free : end.Value - length.Value;
            end ??= length is null ? throw XmemlText.Wrong(item, "it has no end") : start + length;
        }
        if (start.Value.Sign < 0)
            throw XmemlText.Wrong(item, $"it starts at {rate.FramesAt(start.Value)}, before the sequence does");
        if (Seen(item, rate, grid) is { } seen)
            end = start + seen;
        if (end <= start)
            throw XmemlText.Wrong(item, $"it ends at frame {rate.FramesAt(end.Value)}, but starts at {rate.FramesAt(start.Value)}");
        return (start.Value, end.Value);
    }

    /// <summary>The first frame of the item; 0 where it is not set. Premiere's ticks correct it (see <see cref="Seen"/>).</summary>
    public static Rational In(XElement item, FrameRate sequence, FrameRate grid) =>
        Seen(item, sequence, grid) is not null ? grid.FramesAt(item.Ticks("pproTicksIn")!.Value) : In(item);

    private static Rational In(XElement item) => item.Frames("in") is { } given && given != Unset ? given : 0;

    /// <summary>
    /// The sound of a clip whose picture has a transition stands in Premiere's exports with the picture's in, out and length, transition included, so that it overlaps its
    /// neighbour by numbers that no transition explains; only its ticks say what is heard of it. Null where the item's own numbers count.
    /// </summary>
    private static Rational? Seen(XElement item, FrameRate sequence, FrameRate grid)
    {
        if (item.Ticks("pproTicksIn") is not { } first || item.Ticks("pproTicksOut") is not { } last || Given(item, "start", sequence) is not { } start || Given(item, "end", sequence) is not { } end
            || item.Frames("out") is not { } written || grid.SecondsAt(written - In(item)) != end - start || EffectIds.Find(item, EffectIds.TimeRemap) is not null)
        {
            return null;
        }
        var isInside = grid.FramesAt(first) >= In(item) && grid.FramesAt(last) <= written && first < last && last - first < end - start;
        return isInside && grid.IsOnGrid(first) && grid.IsOnGrid(last) ? last - first : null;
    }

    /// <summary>The frames in which in and out count: the item's own, or, as some exports with mixed rates have it, the sequence's.</summary>
    public static FrameRate Grid(XElement item, FrameRate sequence, Rational length)
    {
        var own = item.Rate() ?? sequence;
        if (own == sequence || item.Frames("out") is not { } last || last == Unset)
            return own;
        var first = In(item);
        Rational Error(FrameRate grid) =>
            item.Ticks("pproTicksIn") is { } ticksIn && item.Ticks("pproTicksOut") is { } ticksOut && ticksOut > ticksIn
                ? Rational.Abs(grid.SecondsAt(first) - ticksIn) + Rational.Abs(grid.SecondsAt(last) - ticksOut)
                : Rational.Abs(grid.SecondsAt(last - first) - length);
        return Error(sequence) < Error(own) ? sequence : own;
    }

    private static Rational? Given(XElement item, string name, FrameRate rate)
    {
        var frame = item.Frames(name);
        return frame is null || frame == Unset ? null : rate.SecondsAt(frame.Value);
    }

    private static Rational Cut(XElement item, Rational start, Rational end, FrameRate rate)
    {
        if (item.Ticks("cutPointTicks") is { } ticks && rate.FramesAt(ticks) is var offset && offset.Sign >= 0 && start + offset <= end)
            return start + offset;
        return item.Text("alignment") switch
        {
            "start" or "start-black" => start,
            "end" or "end-black" => end,
            _ => start + ((end - start) / 2).Floor(),
        };
    }
}
