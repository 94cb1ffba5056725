using Saccade.Counting.Geometry;
using Saccade.Media;
using Saccade.Tensors.Random;

namespace Saccade.Counting.Adapting;

/// <summary>
/// Shows an image a little otherwise each time: flipped, from nearer or farther, brighter or darker. Of a larger one a part is shown, as a tile shows it. Things whose point lies outside of what is shown are
/// not there.
/// </summary>
internal static class ImageVariation
{
    private const double Nearer = 1.25, Brighter = 0.2, Lighter = 12;

    // Draws' numbers never change their meaning.
    private const ulong FlipX = 0, FlipY = 1, Scale = 2, Left = 3, Top = 4, Gain = 5, Shift = 6;

    /// <param name="picture">The image.</param>
    /// <param name="things">In pixels of it, with their longer sides.</param>
    /// <param name="seen">Pixels of the image that the canvas usually shows along its side.</param>
    /// <param name="size">Of the canvas.</param>
    /// <param name="key">A series of random numbers.</param>
    /// <returns>At most as large as the canvas, and its things in pixels of it.</returns>
    public static (Frame Picture, IReadOnlyList<(PointPixels Place, double Size)> Things) Of(
        Frame picture, IReadOnlyList<(PointPixels Place, double Size)> things, double seen, int size, RandomKey key)
    {
        // As often so much nearer as so much farther.
        var nearer = Math.Pow(Nearer, (2 * key.UniformDouble(Scale)) - 1);
        var side = Math.Max(1, seen / nearer);
        var (width, height) = (Math.Min(picture.Width, (int)Math.Round(side)), Math.Min(picture.Height, (int)Math.Round(side)));
        var (left, top) = (key.Integer(Left, picture.Width - width + 1), key.Integer(Top, picture.Height - height + 1));
        var part = new Frame(width, height);
        part.Paste(picture, -left, -top);
        // An image that is smaller than the canvas is as large there as it is.
        var scale = Math.Min(1, size / seen) * nearer;
        var (shownWidth, shownHeight) = (Math.Clamp((int)(width * scale), 1, size), Math.Clamp((int)(height * scale), 1, size));
        var shown = part.Resized(shownWidth, shownHeight);
        var (flipX, flipY) = (key.Integer(FlipX, 2) == 1, key.Integer(FlipY, 2) == 1);
        var light = ((2 * key.UniformDouble(Gain)) - 1, (2 * key.UniformDouble(Shift)) - 1);
        var plane = new ImagePlane(shownWidth, shownHeight);
        return (Turned(shown, flipX, flipY, 1 + (Brighter * light.Item1), Lighter * light.Item2),
        [
            .. things.Select(t => (Place: new PointPixels((t.Place.X - left) * shownWidth / width, (t.Place.Y - top) * shownHeight / height), Size: t.Size * scale))
                .Where(t => plane.Holds(t.Place))
                .Select(t => (new PointPixels(flipX ? shownWidth - t.Place.X : t.Place.X, flipY ? shownHeight - t.Place.Y : t.Place.Y), t.Size)),
        ]);
    }

    private static Frame Turned(Frame shown, bool flipX, bool flipY, double gain, double shift)
    {
        var turned = new Frame(shown.Width, shown.Height);
        for (var y = 0; y < shown.Height; y++)
        {
            var from = shown.Row(flipY ? shown.Height - 1 - y : y);
            var to = turned.Row(y);
            for (var x = 0; x < shown.Width; x++)
            {
                var at = 3 * (flipX ? shown.Width - 1 - x : x);
                for (var c = 0; c < 3; c++)
                    to[(3 * x) + c] = (byte)Math.Clamp(Math.Round((from[at + c] * gain) + shift), 0, 255);
            }
        }
        return turned;
    }
}
