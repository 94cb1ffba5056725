using Saccade.Counting.Geometry;

namespace Saccade.Counting.Reporting;

/// <summary>How far a place lies beside the true one, as pictures say it: the distance between the pixels that both lie in.</summary>
internal static class ErrorLabel
{
    /// <summary>Such as <c>err=23px</c>.</summary>
    public static string Of(PointPixels said, PointPixels truth) => FormattableString.Invariant($"err={Pixel(said).DistanceTo(Pixel(truth)):0}px");

    private static PointPixels Pixel(PointPixels place) => new(Math.Truncate(place.X), Math.Truncate(place.Y));
}
