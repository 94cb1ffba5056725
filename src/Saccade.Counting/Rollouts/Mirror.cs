using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Media;

namespace Saccade.Counting.Rollouts;

/// <summary>
/// Images of a batch seen in a mirror, left for right, and what is chosen there brought back. A picture is mirrored within whole cells, so that each cell has one cell in the mirror. Letters: P cells.
/// </summary>
internal static class Mirror
{
    /// <summary>The same images, mirrored; what lies beside a picture stays beside it but for a cell's remainder.</summary>
    public static CountingBatch Of(CountingBatch batch) => new([.. batch.Images.Select(Of)], batch.Grid, []);

    /// <summary>Where a place lies in the mirror, and back.</summary>
    public static PointPixels Of(PointPixels place, CountingImage image) => new(WidthOf(image) - place.X, place.Y);

    /// <summary>Which cell of the mirrored image is a cell of the image; null for one beside the picture.</summary>
    public static int? Of(int cell, CountingImage image, CellGrid grid)
    {
        var (columns, column) = (WidthOf(image) / CellGrid.CellPixels, cell % grid.Side);
        return column < columns ? cell - column + (columns - 1 - column) : null;
    }

    /// <summary>
    /// Two choices of one step as one. Whether anything is left is the mean of both opinions (of their log-odds); where it is is the mean of both probabilities, and not of their logarithms: who reads a
    /// mirrored image begins at its other side, and two different things next are no contradiction.
    /// </summary>
    /// <param name="scores">(P + 1), the last of "no more".</param>
    /// <param name="mirrored">(P + 1) of the mirrored image.</param>
    /// <param name="image">As it is.</param>
    /// <param name="grid">Of P cells.</param>
    /// <returns>(P + 1), logarithms of probabilities.</returns>
    public static float[] Blend(ReadOnlySpan<float> scores, ReadOnlySpan<float> mirrored, CountingImage image, CellGrid grid)
    {
        var cells = grid.Count;
        var (here, there) = (LogSum(scores[..cells]), LogSum(mirrored[..cells]));
        var odds = ((scores[cells] - here) + (mirrored[cells] - there)) / 2;
        var left = -Softplus(odds);
        var blended = new float[cells + 1];
        for (var cell = 0; cell < cells; cell++)
        {
            var other = Of(cell, image, grid) is { } same ? Math.Exp(mirrored[same] - there) : 0;
            blended[cell] = (float)(Math.Log(Math.Max((Math.Exp(scores[cell] - here) + other) / 2, double.Epsilon)) + left);
        }
        blended[cells] = (float)-Softplus(-odds);
        return blended;
    }

    private static CountingImage Of(CountingImage image)
    {
        var (picture, width) = (image.Picture, WidthOf(image));
        var mirrored = new Frame(width, picture.Height);
        mirrored.Fill(Rgb.Gray(Beside));
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
                mirrored[width - 1 - x, y] = picture[x, y];
        }
        return image with { Picture = mirrored, Places = [.. image.Places.Select(p => Of(p, image))] };
    }

    // What a batch shows beside pictures: the middle of the scale, or nearly.
    private const byte Beside = 127;

    /// <summary>The picture's width in whole cells.</summary>
    private static int WidthOf(CountingImage image) => (image.Picture.Width + CellGrid.CellPixels - 1) / CellGrid.CellPixels * CellGrid.CellPixels;

    private static double LogSum(ReadOnlySpan<float> scores)
    {
        double most = float.NegativeInfinity, sum = 0;
        foreach (var score in scores)
            most = Math.Max(most, score);
        foreach (var score in scores)
            sum += Math.Exp(score - most);
        return most + Math.Log(sum);
    }

    /// <summary>log(1 + e^x) without overflow.</summary>
    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
