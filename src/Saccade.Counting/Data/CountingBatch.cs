using System.Buffers;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Training;

namespace Saccade.Counting.Data;

/// <summary>
/// Images with steps of counting in them. Letters: B images, S pixels of a side, P cells, N steps of all images together.
/// </summary>
public sealed class CountingBatch : Batch
{
    private readonly float[] _pictures;
    private readonly float[] _outside;
    private bool _isDisposed;

    /// <param name="images">B images.</param>
    /// <param name="grid">The canvas.</param>
    /// <param name="steps">N steps of them.</param>
    public CountingBatch(IReadOnlyList<CountingImage> images, CellGrid grid, IReadOnlyList<CountingStep> steps)
        : base([.. images.Select(i => i.Id)])
    {
        (Images, Grid, Steps) = (images, grid, steps);
        _pictures = ArrayPool<float>.Shared.Rent(images.Count * 3 * grid.Size * grid.Size);
        _outside = ArrayPool<float>.Shared.Rent(images.Count * grid.Count);
        for (var n = 0; n < images.Count; n++)
            Put(n, images[n]);
    }

    public IReadOnlyList<CountingImage> Images { get; }

    public CellGrid Grid { get; }

    /// <summary>N steps; none where a batch is only looked at.</summary>
    public IReadOnlyList<CountingStep> Steps { get; }

    /// <summary>(B, 3, S, S): -1 to 1, and 0 beside an image.</summary>
    public ReadOnlySpan<float> Pictures => Kept(_pictures).AsSpan(0, Count * 3 * Grid.Size * Grid.Size);

    /// <summary>(P) of image <paramref name="n"/>: 1 where a cell lies outside of it, else 0.</summary>
    public ReadOnlySpan<float> OutsideOf(int n) => Kept(_outside).AsSpan(n * Grid.Count, Grid.Count);

    protected override void Dispose(bool disposing)
    {
        if (!_isDisposed)
        {
            ArrayPool<float>.Shared.Return(_pictures);
            ArrayPool<float>.Shared.Return(_outside);
        }
        _isDisposed = true;
        base.Dispose(disposing);
    }

    private void Put(int n, CountingImage image)
    {
        var (size, picture) = (Grid.Size, image.Picture);
        var planes = _pictures.AsSpan(n * 3 * size * size, 3 * size * size);
        planes.Clear();
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            for (var x = 0; x < picture.Width; x++)
            {
                for (var c = 0; c < 3; c++)
                    planes[(((c * size) + y) * size) + x] = (row[(3 * x) + c] / 127.5f) - 1;
            }
        }
        var outside = _outside.AsSpan(n * Grid.Count, Grid.Count);
        for (var cell = 0; cell < outside.Length; cell++)
        {
            var (left, top) = (cell % Grid.Side * CellGrid.CellPixels, cell / Grid.Side * CellGrid.CellPixels);
            outside[cell] = left < picture.Width && top < picture.Height ? 0 : 1;
        }
    }

    private float[] Kept(float[] numbers) => _isDisposed ? throw new ObjectDisposedException(nameof(CountingBatch)) : numbers;
}

/// <summary>One step of counting in an image.</summary>
/// <param name="Image">Which image of the batch.</param>
/// <param name="Visited">Where marks lie, in the order in which they were set, in pixels of the canvas.</param>
/// <param name="Left">Which things of the image are not visited yet, in the order of counting; none: there is no more.</param>
public sealed record CountingStep(int Image, PointPixels[] Visited, int[] Left);
