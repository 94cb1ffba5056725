using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Grid.Sampling;

/// <summary>How a picture is placed at one moment: scale and crops in per cent, position and anchor in parts of the frame, rotation in degrees clockwise.</summary>
internal readonly record struct Placement(double Scale, Pair Position, double Rotation, Pair Anchor, double Left, double Right, double Top, double Bottom)
{
    /// <param name="offset">Seconds after the clip's start.</param>
    public static Placement Of(Clip clip, Rational offset)
    {
        var (motion, crop) = (clip.Motion, clip.Crop);
        return new(motion.Scale.At(offset).X, motion.Position.At(offset), motion.Rotation.At(offset), motion.Anchor.At(offset),
            crop.Left.At(offset), crop.Right.At(offset), crop.Top.At(offset), crop.Bottom.At(offset));
    }

    /// <summary>Of a clip that lies in a sequence which is itself placed like this. Of two crops of a side the larger counts, which is exact where the inner picture fills its frame.</summary>
    /// <param name="inner">Within its sequence.</param>
    /// <param name="ratio">The inner frame's width and height in parts of the outer's.</param>
    /// <param name="aspect">The outer frame's width over its height.</param>
    public Placement Around(Placement inner, Pair ratio, double aspect)
    {
        var (sin, cos) = Math.SinCos(Rotation * Math.PI / 180);
        var (x, y) = (inner.Position.X * ratio.X * Scale / 100, inner.Position.Y * ratio.Y * Scale / 100);
        var position = new Pair(Position.X + (x * cos) - (y * sin / aspect), Position.Y + (x * sin * aspect) + (y * cos));
        return new(Scale * inner.Scale / 100, position, Rotation + inner.Rotation, inner.Anchor,
            Math.Max(Left, inner.Left), Math.Max(Right, inner.Right), Math.Max(Top, inner.Top), Math.Max(Bottom, inner.Bottom));
    }

    /// <summary>A track's numbers in a layout, after <c>active</c> and <c>asset</c>.</summary>
    /// <param name="to">(V)</param>
    public void Write(GridLayout layout, Span<float> to)
    {
        ReadOnlySpan<double> numbers = layout == GridLayout.Nine
            ? [Scale, Position.X, Position.Y, Left, Right, Top, Bottom]
            : [Scale / 100, Position.X, Position.Y, Anchor.X, Anchor.Y, Rotation, Left, Right, Top, Bottom];
        for (var i = 0; i < numbers.Length; i++)
            to[GridLayout.FirstNumber + i] = (float)numbers[i];
    }
}
