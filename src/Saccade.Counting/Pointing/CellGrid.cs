using Saccade.Counting.Geometry;

namespace Saccade.Counting.Pointing;

/// <summary>The square cells of a square canvas, row by row from the top left: a place is chosen by its cell and refined inside of it.</summary>
/// <param name="Size">Pixels along the canvas, a multiple of 16.</param>
public readonly record struct CellGrid(int Size)
{
    /// <summary>Pixels along a cell.</summary>
    public const int CellPixels = 4;

    /// <summary>Cells along the canvas.</summary>
    public int Side => Size / CellPixels;

    /// <summary>Cells in all.</summary>
    public int Count => Side * Side;

    /// <summary>The cell that a place lies in; on an edge of the canvas the last one.</summary>
    public int CellOf(PointPixels point) =>
        (Math.Clamp((int)(point.Y / CellPixels), 0, Side - 1) * Side) + Math.Clamp((int)(point.X / CellPixels), 0, Side - 1);

    /// <summary>The cells of a square around a cell, as far as they lie on the canvas, row by row: the cell itself is one of them.</summary>
    /// <param name="cell">In the middle.</param>
    /// <param name="reach">Cells from there to each side.</param>
    public CellsAround Around(int cell, int reach) => new(Side, cell, reach);

    /// <summary>The middle of a cell.</summary>
    public PointPixels Middle(int cell) => new(((cell % Side) + 0.5) * CellPixels, ((cell / Side) + 0.5) * CellPixels);

    /// <summary>How far a place lies from the middle of a cell, in cells: -0.5 to 0.5 on each axis in its own.</summary>
    public (float X, float Y) OffsetOf(int cell, PointPixels point)
    {
        var middle = Middle(cell);
        return ((float)((point.X - middle.X) / CellPixels), (float)((point.Y - middle.Y) / CellPixels));
    }

    /// <summary>The place that a cell and an offset name.</summary>
    public PointPixels Place(int cell, float offsetX, float offsetY)
    {
        var middle = Middle(cell);
        return new(middle.X + (offsetX * CellPixels), middle.Y + (offsetY * CellPixels));
    }

    /// <summary>Tells the cells that lie beside an image, which cannot be chosen.</summary>
    /// <param name="outside">(P): 1 where a cell lies outside, else 0.</param>
    /// <param name="width">Of the image, which lies at the top left.</param>
    /// <param name="height">Of the image.</param>
    internal void MarkOutside(Span<float> outside, int width, int height)
    {
        for (var cell = 0; cell < outside.Length; cell++)
            outside[cell] = cell % Side * CellPixels < width && cell / Side * CellPixels < height ? 0 : 1;
    }
}
