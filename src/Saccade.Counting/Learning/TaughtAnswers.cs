using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Tensors;

namespace Saccade.Counting.Learning;

/// <summary>What scores at the taught steps of a batch say: how sure of the end, and where the best cell points. Letters: N steps, P cells.</summary>
internal static class TaughtAnswers
{
    /// <param name="scores">[N, P + 1]</param>
    /// <param name="places">Of each image, where each of its P cells points.</param>
    /// <param name="batch">With the N steps.</param>
    /// <returns>By the image of the batch.</returns>
    public static ILookup<int, StepAnswer> Of(Tensor scores, IReadOnlyList<PointPixels[]> places, CountingBatch batch)
    {
        var grid = batch.Grid;
        var answers = new List<(int Image, StepAnswer Answer)>(batch.Steps.Count);
        foreach (var (n, step) in batch.Steps.Index())
        {
            var said = scores.AsSpan().Slice(n * (grid.Count + 1), grid.Count + 1);
            var best = 0;
            for (var cell = 1; cell < grid.Count; cell++)
                best = said[cell] > said[best] ? cell : best;
            answers.Add((step.Image, new StepAnswer(step.Visited.Length, LogOdds.Of(said, grid.Count), places[step.Image][best])));
        }
        return answers.ToLookup(a => a.Image, a => a.Answer);
    }
}
