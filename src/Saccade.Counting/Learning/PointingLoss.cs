using Saccade.Counting.Data;
using Saccade.Counting.Pointing;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Counting.Learning;

/// <summary>
/// What a look at images and the choices at steps of them cost. Of choices: cross-entropy of the next thing among all cells and "no more", and the same of anything that is left. Several cells can be right: all
/// whose middles lie within a cell's length of the thing, since each of them says where it lies. Of the look: whether a thing lies in each cell, cross-entropy in which cells beside a thing's own hardly count (as in Law and Deng 2018); and
/// Huber's loss of where it lies, said by its own cell and those beside it. Letters: B images, N steps, P cells.
/// </summary>
internal static class PointingLoss
{
    private const float Never = -1e4f;

    // Of the bump around a thing within which other cells are not blamed for saying that it is there, in pixels.
    private const double Spread = 3;

    // Of Huber's loss, in cells.
    private const float Straight = 0.25f;

    /// <param name="sight">Of the B images.</param>
    /// <param name="scores">[N, P + 1]</param>
    /// <param name="batch">The images.</param>
    /// <param name="steps">The N steps.</param>
    /// <param name="options">What each term counts.</param>
    public static LossTerms Of(Sight sight, Tensor scores, CountingBatch batch, IReadOnlyList<CountingStep> steps, PointingLossOptions options)
    {
        var (ordered, any) = Choices(scores, batch, steps, options.Done);
        var things = Things(sight.Things, batch);
        var total = ordered.ScaleShift((float)options.Next, 0).Add(any.ScaleShift((float)options.Any, 0)).Add(things.ScaleShift((float)options.Things, 0));
        if (Offset(sight.Offsets, batch) is not { } offset)
            return new(total, [("next", ordered), ("any", any), ("things", things)]);
        return new(total.Add(offset.ScaleShift((float)options.Offset, 0)), [("next", ordered), ("any", any), ("things", things), ("offset", offset)]);
    }

    private static (Tensor Ordered, Tensor Any) Choices(Tensor scores, CountingBatch batch, IReadOnlyList<CountingStep> steps, double done)
    {
        var (engine, grid) = (scores.Engine, batch.Grid);
        var (choices, columns) = (grid.Count + 1, steps.Count);
        var (next, left, weights) = (new float[columns * choices], new float[columns * choices], new float[columns]);
        Array.Fill(next, Never);
        Array.Fill(left, Never);
        var right = batch.Images.Select(image => Around(image, grid).Where(c => grid.Middle(c.Cell).DistanceTo(image.Places[c.Thing]) <= CellGrid.CellPixels).ToLookup(c => c.Thing, c => c.Cell)).ToArray();
        for (var n = 0; n < columns; n++)
        {
            var (step, first) = (steps[n], n * choices);
            weights[n] = step.Left.Length == 0 ? (float)done : 1;
            if (step.Left.Length == 0)
                next[first + grid.Count] = left[first + grid.Count] = 0;
            foreach (var (place, thing) in step.Left.Index())
            {
                foreach (var cell in right[step.Image][thing])
                {
                    left[first + cell] = 0;
                    if (place == 0)
                        next[first + cell] = 0;
                }
            }
        }
        var share = engine.From([.. weights.Select(w => w / weights.Sum())], columns);
        var all = scores.LogSumExp(1);                                                      // [N]
        return (Missed(next), Missed(left));

        Tensor Missed(float[] others) => all.Subtract(scores.Add(engine.From(others, columns, choices)).LogSumExp(1)).Multiply(share).Sum();
    }

    /// <summary>Whether a thing lies in each cell: the sum over cells for each thing, so that images with many things do not count more.</summary>
    public static Tensor Things(Tensor things, CountingBatch batch)
    {
        var (engine, grid) = (things.Engine, batch.Grid);
        var (targets, weights) = (new float[things.Count], new float[things.Count]);
        for (var n = 0; n < batch.Count; n++)
        {
            var places = batch.Images[n].Places;
            var outside = batch.OutsideOf(n);
            for (var cell = 0; cell < grid.Count; cell++)
            {
                var squared = double.PositiveInfinity;
                foreach (var place in places)
                    squared = Math.Min(squared, grid.Middle(cell).SquaredDistanceTo(place));
                weights[(n * grid.Count) + cell] = (1 - outside[cell]) * (float)Math.Pow(1 - Math.Exp(-squared / (2 * Spread * Spread)), 4);
            }
            foreach (var place in places)
            {
                var own = (n * grid.Count) + grid.CellOf(place);
                (targets[own], weights[own]) = (1, 1);
            }
        }
        var each = Math.Max(1, batch.Images.Sum(i => i.Places.Count));
        var mean = things.BinaryCrossEntropyWithLogits(engine.From(targets, batch.Count, grid.Count), weights: engine.From(weights, batch.Count, grid.Count));
        return mean.ScaleShift((float)things.Count / each, 0);
    }

    /// <summary>Where things lie in their cells; null where the batch holds no thing.</summary>
    public static Tensor? Offset(Tensor offsets, CountingBatch batch)
    {
        var (engine, grid) = (offsets.Engine, batch.Grid);
        var (cells, targets) = (new List<int>(), new List<float>());
        for (var n = 0; n < batch.Count; n++)
        {
            foreach (var (cell, thing) in Around(batch.Images[n], grid))
            {
                var (x, y) = grid.OffsetOf(cell, batch.Images[n].Places[thing]);
                cells.Add((n * grid.Count) + cell);
                targets.AddRange([x, y]);
            }
        }
        if (cells.Count == 0)
            return null;
        var said = offsets.Reshape(batch.Count * grid.Count, 2).IndexSelect(engine.From([.. cells], cells.Count));
        return said.Huber(engine.From([.. targets], cells.Count, 2), delta: Straight);
    }

    /// <summary>The cells of things and those beside them, each with the thing whose place is nearest.</summary>
    private static IEnumerable<(int Cell, int Thing)> Around(CountingImage image, CellGrid grid)
    {
        var nearest = new SortedDictionary<int, (int Thing, double Squared)>();
        for (var thing = 0; thing < image.Places.Count; thing++)
        {
            var own = grid.CellOf(image.Places[thing]);
            foreach (var cell in grid.Around(own, 1))
            {
                // A thing's own cell is its own, however near another one lies to the middle.
                var squared = cell == own ? -1 : grid.Middle(cell).SquaredDistanceTo(image.Places[thing]);
                if (!nearest.TryGetValue(cell, out var known) || squared < known.Squared)
                    nearest[cell] = (thing, squared);
            }
        }
        return nearest.Select(n => (n.Key, n.Value.Thing));
    }
}
