using Saccade.Trajectories;

namespace Saccade.Objects.Features;

/// <summary>Cuts square pieces out of pictures, as bytes; what lies outside the picture is black.</summary>
public static class SquareCrop
{
    /// <param name="frame">(H, W, 3) bytes.</param>
    /// <param name="width">W</param>
    /// <param name="height">H</param>
    /// <param name="centre">Of the piece, pixels; it is moved to the nearest whole one.</param>
    /// <param name="side">Width and height of the piece.</param>
    /// <param name="crop">(side, side, 3) bytes, overwritten.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void Cut(ReadOnlySpan<byte> frame, int width, int height, PositionPixels centre, int side, Span<byte> crop)
    {
        if (frame.Length != 3 * width * height || crop.Length != 3 * side * side)
            throw new ArgumentException($"A frame of {width} x {height} has {3 * width * height} bytes, not {frame.Length}; a piece of {side} x {side} has {3 * side * side}, not {crop.Length}.", nameof(crop));
        var (left, top) = (Corner(centre.X, side, width), Corner(centre.Y, side, height));
        var (first, beyond) = (Math.Max(0, -left), Math.Clamp(width - left, 0, side));
        crop.Clear();
        for (var y = Math.Max(0, -top); y < Math.Min(side, height - top) && first < beyond; y++)
            frame.Slice(3 * ((top + y) * width + left + first), 3 * (beyond - first)).CopyTo(crop[(3 * (y * side + first))..]);
    }

    /// <summary>Where the piece begins; a centre far away (or none at all) gives one that is outside.</summary>
    private static int Corner(double centre, int side, int extent) =>
        double.IsNaN(centre) ? extent : (int)Math.Clamp(Math.Round(centre - side / 2.0), -side, extent);
}
