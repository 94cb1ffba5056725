using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Tensors;

namespace Saccade.Counting.Pointing;

/// <summary>What a choice at each of N steps of a batch's images rests on, besides what was seen.</summary>
/// <param name="Images">[N]: which image of the batch each step is of.</param>
/// <param name="Visited">[N, P, 6], as <see cref="VisitedPlanes"/> fills them.</param>
/// <param name="Outside">[N, P]: 1 where a cell lies outside of the image and cannot be chosen, else 0.</param>
public readonly record struct ChoiceInputs(IntTensor Images, Tensor Visited, Tensor Outside)
{
    /// <param name="engine">Where choices are computed.</param>
    /// <param name="batch">The images.</param>
    /// <param name="places">Of each image, where each cell says that its thing lies.</param>
    /// <param name="steps">Of each step its image, and the places that were visited, in their order.</param>
    internal static ChoiceInputs Of(Engine engine, CountingBatch batch, IReadOnlyList<PointPixels[]> places, IReadOnlyList<(int Image, PointPixels[] Visited)> steps)
    {
        var cells = batch.Grid.Count;
        var (visited, outside) = (new float[steps.Count * cells * VisitedPlanes.Count], new float[steps.Count * cells]);
        Parallel.For(0, steps.Count, new ParallelOptions { MaxDegreeOfParallelism = engine.Threads }, n =>
        {
            VisitedPlanes.Fill(visited.AsSpan(n * cells * VisitedPlanes.Count, cells * VisitedPlanes.Count), steps[n].Visited, places[steps[n].Image], batch.Grid);
            batch.OutsideOf(steps[n].Image).CopyTo(outside.AsSpan(n * cells));
        });
        int[] images = [.. steps.Select(s => s.Image)];
        return new(engine.From(images, images.Length), engine.From(visited, images.Length, cells, VisitedPlanes.Count), engine.From(outside, images.Length, cells));
    }
}
