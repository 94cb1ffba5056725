using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>
/// Between the frames in which a clip item counts (in, out, the when of keyframes, markers, graphdict) and seconds after the clip's start. A changed speed
/// stretches the media: the frames are those of the stretched clip, so that out - in is always the clip's length on the timeline.
/// </summary>
/// <param name="Grid">Frames a second.</param>
/// <param name="In">The frame at the clip's start.</param>
/// <param name="Zero">The frame of a keyframe at the clip's start: the same on the media clock, counted from the first frame that is seen on the clip's.</param>
internal readonly record struct ClipClock(FrameRate Grid, Rational In, Rational Zero)
{
    public static ClipClock Of(FrameRate grid, Rational start, Rational seenBefore, KeyframeClock keyframes) =>
        new(grid, start, keyframes == KeyframeClock.Media ? start : seenBefore);

    /// <summary>Seconds after the clip's start of a frame that in and out count.</summary>
    public Rational OffsetOf(Rational frame) => Grid.SecondsAt(frame - In);

    public Rational KeyframeOffsetOf(Rational when) => Grid.SecondsAt(when - Zero);

    public Rational FrameAt(Rational offset) => Grid.FramesAt(offset) + In;

    public Rational WhenAt(Rational offset) => Grid.FramesAt(offset) + Zero;
}
