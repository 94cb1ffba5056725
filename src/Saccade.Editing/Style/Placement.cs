using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>Where a picture is.</summary>
/// <param name="Scale">In percent of its own size, across.</param>
/// <param name="X">To the right of the frame's centre, in frame widths.</param>
/// <param name="Y">Below the frame's centre, in frame heights.</param>
/// <param name="Cropped">What is cut off.</param>
public readonly record struct Placement(double Scale, double X, double Y, CroppedSides Cropped)
{
    /// <param name="clip">The clip.</param>
    /// <param name="offset">Seconds after its start.</param>
    internal static Placement At(Clip clip, Rational offset)
    {
        var position = clip.Motion.Position.At(offset);
        return new Placement(clip.Motion.Scale.At(offset).X, position.X, position.Y,
            new CroppedSides(clip.Crop.Left.At(offset), clip.Crop.Right.At(offset), clip.Crop.Top.At(offset), clip.Crop.Bottom.At(offset)));
    }

    /// <summary>To whole percents and hundredths of the frame: closer is the same to the eye.</summary>
    internal Placement Rounded() => new(Whole(Scale), Hundredth(X), Hundredth(Y), new CroppedSides(Whole(Cropped.Left), Whole(Cropped.Right), Whole(Cropped.Top), Whole(Cropped.Bottom)));

    // Adding zero turns -0 into 0.
    private static double Whole(double value) => Math.Round(value) + 0.0;

    private static double Hundredth(double value) => Math.Round(value, 2) + 0.0;
}

/// <summary>What is cut off each side of a picture, in percent of its width or height.</summary>
public readonly record struct CroppedSides(double Left, double Right, double Top, double Bottom)
{
    internal bool IsAny => Left > 0 || Right > 0 || Top > 0 || Bottom > 0;
}
