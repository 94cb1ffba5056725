using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Counting.Historical;

/// <summary>
/// Says places as the pointing model does, of a picture with marks: one choice among all cells and "no more", and where in the cell. One choice answers both questions, so that how a step was drawn makes no
/// difference to what it asks.
/// </summary>
public sealed class ChoosingModel : MarkedModel
{
    /// <summary>Numbers said of a cell: its score, and the offset of the place in it.</summary>
    private const int Said = 3;

    // Chosen never, and far from what would make sums not a number.
    private const float Impossible = -1e4f;

    // Where an offset's cost turns into a line, in cells.
    private const float OffsetDelta = 0.25f;

    private readonly Linear _place, _done;
    private readonly MarkedLossOptions _loss;

    /// <inheritdoc cref="MarkedModel(Engine, EncoderOptions, int, int)"/>
    public ChoosingModel(Engine engine, EncoderOptions options, MarkedLossOptions loss, int size, int categories)
        : base(engine, options, size, categories)
    {
        _loss = loss;
        _place = Register("place_head", new Linear(engine, Features, Said));
        _done = Register("done_head", new Linear(engine, Features, 1));
    }

    public override LossTerms Loss(Tensor seen, CountingBatch batch)
    {
        var (engine, grid, steps) = (seen.Engine, batch.Grid, batch.Steps);
        var (scores, offsets) = Choices(seen, [.. steps.Select(s => batch.Images[s.Image])]);
        var (labels, cells, places) = (new int[steps.Count], new List<int>(), new List<float>());
        for (var n = 0; n < steps.Count; n++)
        {
            if (steps[n].Left is not [var next, ..])
            {
                labels[n] = steps[n].AsksForEnd ? grid.Count : CrossEntropyOperation.IgnoredLabel;
                continue;
            }
            var place = batch.Images[steps[n].Image].Places[next];
            labels[n] = grid.CellOf(place);
            cells.Add((n * grid.Count) + labels[n]);
            var (x, y) = grid.OffsetOf(labels[n], place);
            places.AddRange([x, y]);
        }
        float[] weights = [.. Enumerable.Repeat(1f, grid.Count), (float)_loss.Done];
        var choice = scores.CrossEntropy(engine.From(labels, labels.Length), classWeights: engine.From(weights, weights.Length));
        if (cells.Count == 0)
            return new(choice, [("choice", choice)]);
        var said = offsets.Reshape(steps.Count * grid.Count, 2).IndexSelect(engine.From([.. cells], cells.Count));
        var offset = said.Huber(engine.From([.. places], cells.Count, 2), OffsetDelta);
        return new(choice.Add(offset.ScaleShift((float)_loss.Offset, 0)), [("choice", choice), ("offset", offset)]);
    }

    public override IReadOnlyList<(PointPixels Place, double End)> Say(Tensor seen, IReadOnlyList<CountingImage> images)
    {
        var (scores, offsets) = Choices(seen, images);
        var cells = Grid.Count;
        var said = new (PointPixels, double)[images.Count];
        for (var n = 0; n < said.Length; n++)
        {
            var own = scores.AsSpan().Slice(n * (cells + 1), cells + 1);
            var (best, picture) = (Best(own[..cells]), images[n].Picture);
            var at = offsets.AsSpan().Slice(2 * ((n * cells) + best), 2);
            var place = Grid.Place(best, at[0], at[1]);
            said[n] = (new(Math.Clamp(place.X, 0, picture.Width), Math.Clamp(place.Y, 0, picture.Height)), LogOdds.Of(own, cells));
        }
        return said;
    }

    public override IReadOnlyList<(string Name, Tensor Value)> Answer(Tensor seen, GraphValues inputs)
    {
        var (scores, offsets) = Choices(seen, inputs["outside"]);
        return [("scores", scores), ("offsets", offsets)];
    }

    private static int Best(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var cell = 1; cell < scores.Length; cell++)
            best = scores[cell] > scores[best] ? cell : best;
        return best;
    }

    /// <summary>Scores [N, P + 1], the last of "no more", and offsets [N, P, 2] in cells.</summary>
    private (Tensor Scores, Tensor Offsets) Choices(Tensor seen, IReadOnlyList<CountingImage> images)
    {
        var (count, cells) = (images.Count, Grid.Count);
        var outside = new float[count * cells];
        for (var n = 0; n < count; n++)
            Grid.MarkOutside(outside.AsSpan(n * cells, cells), images[n].Picture.Width, images[n].Picture.Height);
        return Choices(seen, seen.Engine.From(outside, count, cells));
    }

    /// <summary>outside [N, P] -> the same.</summary>
    private (Tensor Scores, Tensor Offsets) Choices(Tensor seen, Tensor outside)
    {
        var said = _place.Forward(seen);
        var scores = said.Slice(2, 0, 1).Reshape(seen.Shape[0], Grid.Count).MaskedFill(outside, Impossible);
        return (ConcatOperation.Concat([scores, _done.Forward(seen.Mean([1]))], 1), said.Slice(2, 1, 2));
    }
}
