using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Tensors;

namespace Saccade.Counting.Pointing;

/// <summary>What was seen in pictures at one look, whatever has been visited. Letters: B pictures, P cells, C features of a cell.</summary>
/// <param name="Features">[B, P, C]</param>
/// <param name="Things">[B, P]: log-odds that a thing to be counted lies in a cell.</param>
/// <param name="Offsets">[B, P, 2]: where it lies, from the cell's middle, in cells.</param>
public readonly record struct Sight(Tensor Features, Tensor Things, Tensor Offsets)
{
    /// <summary>Where each cell of a picture says that its thing lies: P places within the picture, in pixels of the canvas.</summary>
    /// <param name="batch">The pictures.</param>
    /// <param name="n">Which of them.</param>
    public PointPixels[] Places(CountingBatch batch, int n)
    {
        var (grid, picture) = (batch.Grid, batch.Images[n].Picture);
        var offsets = Offsets.AsSpan().Slice(n * grid.Count * 2, grid.Count * 2);
        var places = new PointPixels[grid.Count];
        for (var cell = 0; cell < places.Length; cell++)
        {
            var place = grid.Place(cell, offsets[2 * cell], offsets[(2 * cell) + 1]);
            places[cell] = new(Math.Clamp(place.X, 0, picture.Width), Math.Clamp(place.Y, 0, picture.Height));
        }
        return places;
    }
}
