using System.Buffers;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Counting.Steps;
using Saccade.Tensors;
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

    /// <summary>What a model looks at: pictures [B, 3, S, S], and what is to be counted in them [B].</summary>
    internal (Tensor Pictures, IntTensor Categories) Inputs(Engine engine) =>
        (engine.From(Pictures, Count, 3, Grid.Size, Grid.Size), engine.From([.. Images.Select(i => i.Category)], Count));

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
        PicturePlanes.Fill(_pictures.AsSpan(n * 3 * size * size, 3 * size * size), picture, size);
        Grid.MarkOutside(_outside.AsSpan(n * Grid.Count, Grid.Count), picture.Width, picture.Height);
    }

    private float[] Kept(float[] numbers) => _isDisposed ? throw new ObjectDisposedException(nameof(CountingBatch)) : numbers;
}

/// <summary>One step of counting in an image.</summary>
/// <param name="Image">Which image of the batch.</param>
/// <param name="Visited">Where marks lie, in the order in which they were set, in pixels of the canvas.</param>
/// <param name="Left">Which things of the image are not visited yet, in the order of counting; none: there is no more.</param>
public sealed record CountingStep(int Image, PointPixels[] Visited, int[] Left)
{
    /// <summary>How the step was drawn: a classification asks whether it is the end and nothing else, a regression for the next place and nothing else. Null: it asks for both.</summary>
    public StepChoice? Choice { get; init; }

    /// <summary>Whether it says where the next thing is.</summary>
    public bool AsksForPlace => Choice != StepChoice.Classification && Left.Length > 0;

    /// <summary>Whether it says that this is the end, or is not.</summary>
    public bool AsksForEnd => Choice != StepChoice.Regression;
}
