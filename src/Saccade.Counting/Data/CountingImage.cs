using Saccade.Counting.Geometry;
using Saccade.Media;

namespace Saccade.Counting.Data;

/// <summary>An image on the model's canvas: at the top left, at most as large as the canvas.</summary>
/// <param name="Id">Of the sample.</param>
/// <param name="Picture">At most as large as the canvas.</param>
/// <param name="Scale">Pixels of the canvas for one of the image as it was.</param>
/// <param name="Category">What is to be counted, by its number.</param>
/// <param name="Places">The things to count in the order of counting, in pixels of the canvas.</param>
/// <param name="Sizes">The longer side of each thing, in pixels of the canvas; 0 where it is not known.</param>
public sealed record CountingImage(string Id, Frame Picture, double Scale, int Category, IReadOnlyList<PointPixels> Places, IReadOnlyList<double> Sizes)
{
    /// <summary>What is known of how hard it is.</summary>
    public ImageTraits Traits { get; init; }

    /// <summary>Brings an image onto the canvas, and its things into order.</summary>
    /// <param name="id">Of the sample.</param>
    /// <param name="picture">Of any size.</param>
    /// <param name="size">Of the canvas.</param>
    /// <param name="category">What is to be counted.</param>
    /// <param name="things">In pixels of the picture, with their longer sides.</param>
    /// <param name="order">Of counting. Rows are as high as the things usually are.</param>
    public static CountingImage On(string id, Frame picture, int size, int category, IReadOnlyList<(PointPixels Place, double Size)> things, PointOrder order)
    {
        var scale = Math.Min(1, (double)size / Math.Max(picture.Width, picture.Height));
        if (scale < 1)
            picture = picture.Resized(Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
        PointPixels[] places = [.. things.Select(t => new PointPixels(t.Place.X * scale, t.Place.Y * scale))];
        double[] sizes = [.. things.Select(t => t.Size * scale)];
        var sorted = PointOrdering.Sort(places, order, RowHeight(sizes, size));
        return new(id, picture, scale, category, [.. sorted.Select(i => places[i])], [.. sorted.Select(i => sizes[i])]);
    }

    /// <summary>The median size; where none is known, an eighth of the canvas.</summary>
    private static double RowHeight(double[] sizes, int size)
    {
        var known = sizes.Where(s => s > 0).Order().ToArray();
        return known.Length > 0 ? known[known.Length / 2] : size / 8.0;
    }
}
