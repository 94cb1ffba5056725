using Saccade.Counting.Geometry;
using Saccade.Media;

namespace Saccade.Counting.Tiles;

/// <summary>
/// Covers an image with equal square tiles, spread evenly, row by row. Neighbours overlap by a quarter of a tile or more: a thing that is not larger than that is seen whole in one of them.
/// </summary>
public static class TilePlan
{
    /// <summary>More tiles than this are not counted.</summary>
    public const int MostTiles = 1024;

    private const double Overlap = 0.25;

    /// <param name="image">The image's size.</param>
    /// <param name="side">Of a tile, in pixels.</param>
    /// <param name="name">Of the image, for errors.</param>
    /// <exception cref="MediaException">There would be too many tiles.</exception>
    public static IReadOnlyList<Tile> Of(ImagePlane image, int side, string name)
    {
        if (Count(image, side) > MostTiles)
            throw new MediaException(name, $"{image.Width} x {image.Height} pixels would be {Count(image, side)} tiles of {side} pixels, and {MostTiles} are the most: choose larger tiles");
        var (columns, rows) = (Along(image.Width, side), Along(image.Height, side));
        return
        [
            .. from row in Enumerable.Range(0, rows)
               from column in Enumerable.Range(0, columns)
               select new Tile(Start(column, columns, image.Width, side), Start(row, rows, image.Height, side), Math.Min(side, image.Width), Math.Min(side, image.Height)),
        ];
    }

    /// <summary>How many tiles there would be.</summary>
    public static long Count(ImagePlane image, int side) => (long)Along(image.Width, side) * Along(image.Height, side);

    private static int Along(int length, int side) => length <= side ? 1 : (int)Math.Ceiling((length - (Overlap * side)) / (side * (1 - Overlap)));

    private static int Start(int index, int count, int length, int side) => count == 1 ? 0 : (int)Math.Round((double)index * (length - side) / (count - 1));
}
