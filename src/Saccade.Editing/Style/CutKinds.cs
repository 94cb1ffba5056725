using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>What a cut leads to.</summary>
public enum CutKind
{
    OtherFootage,

    /// <summary>Another view of the same multicam.</summary>
    OtherAngle,

    /// <summary>Later in the same footage: a jump cut.</summary>
    JumpAhead,

    /// <summary>Earlier in the same footage.</summary>
    JumpBack,

    /// <summary>The same footage goes on, framed or treated in another way.</summary>
    Reframed,
}

/// <summary>Tells cuts apart by the footage, and by where in it they lead.</summary>
internal static class CutKinds
{
    private const double FramesThatGoOn = 1.5; // exports round in and out, each by up to a frame
    private const double ScaleTolerance = 0.005, PlaceTolerance = 0.002, CropTolerance = 0.5;

    /// <summary>Null where nothing changes: the clip was cut and goes on as before.</summary>
    public static CutKind? Between(Clip before, Clip after, bool hasTransition, FrameRate rate)
    {
        if (before.Source is ClipSource.Angle(var multicam, var view, _) && after.Source is ClipSource.Angle(var other, var nextView, _) && multicam == other && view != nextView)
            return CutKind.OtherAngle;
        if (!IsSameFootage(before, after))
            return CutKind.OtherFootage;
        var skipped = rate.FramesAt(after.SourceTimeAt(Rational.Zero) - before.SourceTimeAt(before.Duration)).Value;
        if (Math.Abs(skipped) > FramesThatGoOn)
            return skipped > 0 ? CutKind.JumpAhead : CutKind.JumpBack;
        return hasTransition || !LooksTheSame(before, after) ? CutKind.Reframed : null;
    }

    public static bool IsSameFootage(Clip a, Clip b) => a.Source is not (ClipSource.Generated or ClipSource.Missing) && (a.Source, b.Source) switch
    {
        (ClipSource.Angle x, ClipSource.Angle y) => x.Id == y.Id && x.Video == y.Video,
        _ => a.Source == b.Source,
    };

    public static double ScaleRatio(Clip before, Clip after) =>
        before.Motion.Scale.At(before.Duration).X is > 0 and var scale ? after.Motion.Scale.At(Rational.Zero).X / scale : 1;

    private static bool LooksTheSame(Clip before, Clip after)
    {
        var (a, b) = (Placement.At(before, before.Duration), Placement.At(after, Rational.Zero));
        return Math.Abs(ScaleRatio(before, after) - 1) <= ScaleTolerance
            && Math.Abs(a.X - b.X) <= PlaceTolerance && Math.Abs(a.Y - b.Y) <= PlaceTolerance
            && IsSame(a.Cropped, b.Cropped)
            && before.Speed?.Ratio == after.Speed?.Ratio
            && before.Effects.Select(e => e.Id).SequenceEqual(after.Effects.Select(e => e.Id));
    }

    private static bool IsSame(CroppedSides a, CroppedSides b) =>
        Math.Abs(a.Left - b.Left) <= CropTolerance && Math.Abs(a.Right - b.Right) <= CropTolerance && Math.Abs(a.Top - b.Top) <= CropTolerance && Math.Abs(a.Bottom - b.Bottom) <= CropTolerance;
}
