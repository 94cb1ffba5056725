using Saccade.Counting.Data;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Counting.Learning;

/// <summary>
/// What choices at the steps of a batch cost: cross-entropy of the next thing's cell among all cells and "no more"; the same of any thing that is left, which is the logarithm of the probability of all
/// their cells together; and Huber's loss of the place inside of the next thing's cell. Letters: N steps, P cells.
/// </summary>
internal static class PointingLoss
{
    private const float Never = -1e4f;

    /// <param name="scores">[N, P + 1]</param>
    /// <param name="offsets">[N, P, 2]</param>
    /// <param name="batch">With the N steps.</param>
    /// <param name="options">What each term counts.</param>
    public static LossTerms Of(Tensor scores, Tensor offsets, CountingBatch batch, PointingLossOptions options)
    {
        var (engine, grid, steps) = (scores.Engine, batch.Grid, batch.Steps);
        var (choices, columns) = (grid.Count + 1, steps.Count);
        var (next, left, weights) = (new int[columns], new float[columns * choices], new float[columns]);
        var (cells, places) = (new List<int>(), new List<float>());
        Array.Fill(left, Never);
        for (var n = 0; n < columns; n++)
        {
            var (step, image) = (steps[n], batch.Images[steps[n].Image]);
            next[n] = step.Left is [var first, ..] ? grid.CellOf(image.Places[first]) : grid.Count;
            weights[n] = step.Left.Length == 0 ? (float)options.Done : 1;
            if (step.Left.Length == 0)
            {
                left[(n * choices) + grid.Count] = 0;
                continue;
            }
            foreach (var thing in step.Left)
                left[(n * choices) + grid.CellOf(image.Places[thing])] = 0;
            cells.Add((n * grid.Count) + next[n]);
            var (x, y) = grid.OffsetOf(image.Places[step.Left[0]]);
            places.AddRange([x, y]);
        }
        var share = engine.From([.. weights.Select(w => w / weights.Sum())], columns);
        var all = scores.LogSumExp(1);                                                      // [N]
        var chosen = scores.Gather(1, engine.From(next, columns, 1)).Reshape(columns);
        var ordered = all.Subtract(chosen).Multiply(share).Sum();
        var any = all.Subtract(scores.Add(engine.From(left, columns, choices)).LogSumExp(1)).Multiply(share).Sum();
        var total = ordered.ScaleShift((float)options.Next, 0).Add(any.ScaleShift((float)options.Any, 0));
        if (cells.Count == 0)
            return new(total, [("next", ordered), ("any", any)]);
        var said = offsets.Reshape(columns * grid.Count, 2).IndexSelect(engine.From([.. cells], cells.Count));
        var offset = said.Huber(engine.From([.. places], cells.Count, 2), delta: 0.25f);
        return new(total.Add(offset.ScaleShift((float)options.Offset, 0)), [("next", ordered), ("any", any), ("offset", offset)]);
    }
}
