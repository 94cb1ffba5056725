using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>
/// Between FCPXML's units and the timeline's. FCPXML places pictures in percent of the frame's height with Y upwards, turns them anticlockwise, scales what has been fitted to
/// the frame, and trims in percent of the source's height.
/// </summary>
/// <param name="Frame">Width and height of the sequence in pixels; where unknown, of any shape that is 16 by 9.</param>
/// <param name="Source">Width and height of the picture in pixels; the frame's where unknown.</param>
/// <param name="Conform">How the picture meets the frame: "fit", "fill" or "none".</param>
internal readonly record struct PictureUnits(Pair Frame, Pair Source, string Conform)
{
    private const double Percent = 100;

    /// <summary>What a source at scale 1 is enlarged by.</summary>
    private double Fitted => Conform switch
    {
        "none" => 1,
        "fill" => Math.Max(Frame.X / Source.X, Frame.Y / Source.Y),
        _ => Math.Min(Frame.X / Source.X, Frame.Y / Source.Y),
    };

    public static PictureUnits Of(int? width, int? height, int? sourceWidth, int? sourceHeight, string? conform)
    {
        var frame = width is > 0 && height is > 0 ? new Pair(width.Value, height.Value) : new Pair(1920, 1080);
        return new PictureUnits(frame, sourceWidth is > 0 && sourceHeight is > 0 ? new Pair(sourceWidth.Value, sourceHeight.Value) : frame, conform ?? "fit");
    }

    public Pair ToScale(Pair factor) => new(Clean(factor.X * Fitted * Percent), Clean(factor.Y * Fitted * Percent));

    public Pair FromScale(Pair percent) => new(Clean(percent.X / Fitted / Percent), Clean(percent.Y / Fitted / Percent));

    public Pair ToPlace(Pair point) => new(Clean(point.X / Percent * Frame.Y / Frame.X), Negative(Clean(point.Y / Percent)));

    public Pair FromPlace(Pair place) => new(Clean(place.X * Percent * Frame.X / Frame.Y), Negative(Clean(place.Y * Percent)));

    public static double Turned(double degrees) => Negative(degrees);

    /// <summary>Left and right: percent of the height to percent of the width. Top and bottom are the same.</summary>
    public double ToAcross(double trim) => Clean(trim * Source.Y / Source.X);

    public double FromAcross(double crop) => Clean(crop * Source.X / Source.Y);

    /// <summary>Without the noise of the last digits, so that a value that goes from unit to unit and back is what it was.</summary>
    public static double Clean(double value) => Math.Round(value, 12);

    /// <summary>Zero has one sign here.</summary>
    private static double Negative(double value) => value == 0 ? 0 : -value;
}
