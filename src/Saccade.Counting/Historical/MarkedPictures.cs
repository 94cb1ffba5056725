using System.Buffers;
using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Marks;
using Saccade.Counting.Metrics;
using Saccade.Tensors;

namespace Saccade.Counting.Historical;

/// <summary>Draws what has been counted into fresh copies of the pictures: the only memory that the historical model has.</summary>
/// <param name="options">What marks look like.</param>
internal sealed class MarkedPictures(MarkOptions options)
{
    /// <param name="engine">Where the pictures go.</param>
    /// <param name="size">S, of the canvas.</param>
    /// <param name="steps">N images, each with the places that have been visited, in their order.</param>
    /// <returns>[N, 3, S, S]</returns>
    public Tensor Of(Engine engine, int size, IReadOnlyList<(CountingImage Image, IReadOnlyList<PointPixels> Visited)> steps)
    {
        var length = 3 * size * size;
        var pictures = ArrayPool<float>.Shared.Rent(steps.Count * length);
        for (var n = 0; n < steps.Count; n++)
        {
            var (image, visited) = steps[n];
            var picture = image.Picture;
            if (visited.Count > 0)
            {
                picture = picture.Copy();
                picture.Mark(visited, options.Style, options.Radius * Math.Max(picture.Width, picture.Height) / CountingMetrics.LongAxis);
            }
            PicturePlanes.Fill(pictures.AsSpan(n * length, length), picture, size);
        }
        var tensor = engine.From(pictures.AsSpan(0, steps.Count * length), steps.Count, 3, size, size);
        ArrayPool<float>.Shared.Return(pictures);
        return tensor;
    }
}
