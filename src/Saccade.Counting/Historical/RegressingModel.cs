using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Losses;
using Saccade.Counting.Pointing;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Counting.Historical;

/// <summary>
/// Says places as numbers: three heads of two layers each, for x, y and the end, over the mean of all cells' features, or over a mean for each that is weighted by attention, in which a cell's place stands
/// beside its features: the historical heads looked at the picture by attention too. Coordinates are from -1 to 1, each axis by the image's own size, and are cut
/// to -2 to 2, beyond which they have no gradient; no hyperbolic tangent, which had kept an earlier version in a corner.
/// </summary>
public sealed class RegressingModel : MarkedModel
{
    private const float Farthest = 2;
    private const int Heads = 3, Axes = 2;

    // Beyond, single precision knows no difference from certainty.
    private const double LargestOdds = 30;

    // Attended never.
    private const float Impossible = -1e4f;

    private readonly Mlp _x, _y, _done;
    private readonly Linear? _attention;
    private readonly MarkedLossOptions _loss;
    private readonly SpatialLoss _spatial;

    /// <inheritdoc cref="MarkedModel(Engine, EncoderOptions, int, int)"/>
    public RegressingModel(Engine engine, EncoderOptions options, HeadOptions head, MarkedLossOptions loss, int size, int categories)
        : base(engine, options, size, categories)
    {
        (_loss, _spatial) = (loss, SpatialLoss.Of(loss.Spatial, loss.Threshold));
        if (head.Pooling == FeaturePooling.Attention)
            _attention = Register("attention", new Linear(engine, Features, Heads));
        _x = Register("x_head", Head());
        _y = Register("y_head", Head());
        _done = Register("done_head", Head());

        Mlp Head() => new(engine, Features + (_attention is null ? 0 : Axes), head.Hidden, 1, Activation.Relu, (float)head.Dropout);
    }

    public override LossTerms Loss(Tensor seen, CountingBatch batch)
    {
        var (place, done) = Answer(seen, [.. batch.Steps.Select(s => batch.Images[s.Image])]);
        var (engine, steps, count) = (seen.Engine, batch.Steps, batch.Steps.Count);
        var (truth, ends, placed, asked) = (new float[2 * count], new float[count], new float[count], new float[count]);
        var said = place.AsSpan();
        for (var n = 0; n < count; n++)
        {
            var (step, image) = (steps[n], batch.Images[steps[n].Image]);
            (placed[n], asked[n], ends[n]) = (step.AsksForPlace ? 1 : 0, step.AsksForEnd ? 1 : 0, step.Left.Length == 0 ? 1 : 0);
            if (step.AsksForPlace)
                (truth[2 * n], truth[(2 * n) + 1]) = Target(image, step.Left, said[2 * n], said[(2 * n) + 1]);
        }
        // A step that does not ask counts nothing, not even in the mean: an end would pull towards a place that is nobody's.
        var share = Shares(placed);
        var target = engine.From(truth, count, 2);
        var spatial = _spatial.Of(place, target).Multiply(engine.From(share, count)).Sum();
        var end = done.BinaryCrossEntropyWithLogits(engine.From(ends, count), weights: engine.From([.. Shares(asked).Select(s => s * count)], count));
        var squares = place.StopGradient().Subtract(target).Square().Multiply(engine.From(share, count, 1)).Sum([0]);
        return new(spatial.Add(end.ScaleShift((float)_loss.Done, 0)), [("place", spatial), ("done", end), ("x", squares.Slice(0, 0, 1).Sum()), ("y", squares.Slice(0, 1, 1).Sum())]);
    }

    public override IReadOnlyList<(PointPixels Place, double End)> Say(Tensor seen, IReadOnlyList<CountingImage> images)
    {
        var (place, done) = Answer(seen, images);
        var at = place.AsSpan();
        var logits = done.AsSpan();
        var said = new (PointPixels, double)[images.Count];
        for (var n = 0; n < said.Length; n++)
        {
            var picture = images[n].Picture;
            var point = PlaneOf(images[n]).Restore(new(at[2 * n], at[(2 * n) + 1]));
            said[n] = (new(Math.Clamp(point.X, 0, picture.Width), Math.Clamp(point.Y, 0, picture.Height)), Math.Clamp(logits[n], -LargestOdds, LargestOdds));
        }
        return said;
    }

    public override IReadOnlyList<GraphInput> FurtherInputs => _attention is null
        ? []
        : [new("places", ["batch", Grid.Count, Axes], "the middle of each cell, each axis from -1 to 1 by the image's own size")];

    public override IReadOnlyList<(string Name, Tensor Value)> Answer(Tensor seen, GraphValues inputs)
    {
        var (place, done) = Answer(_attention is null ? Mean(seen) : Attended(_attention, seen, inputs["outside"], inputs["places"]));
        return [("place", place), ("done", done)];
    }

    private static ImagePlane PlaneOf(CountingImage image) => new(image.Picture.Width, image.Picture.Height);

    /// <summary>What each of the N counts of a mean over those that are 1; nothing where none is.</summary>
    private static float[] Shares(float[] counted)
    {
        var all = Math.Max(1, counted.Sum());
        return [.. counted.Select(c => c / all)];
    }

    /// <summary>Places [N, 2] and the end's logits [N].</summary>
    private (Tensor Place, Tensor Done) Answer(Tensor seen, IReadOnlyList<CountingImage> images) =>
        Answer(_attention is null ? Mean(seen) : Attended(_attention, seen, images));

    /// <summary>seen [N, P, C] -> the same for each head [N, 3, C]</summary>
    private Tensor Mean(Tensor seen) => seen.Mean([1], keepDims: true).Expand(new(seen.Shape[0], Heads, Features));

    /// <summary>What each head looks at [N, 3, C] -> places [N, 2] and the end's logits [N].</summary>
    private (Tensor Place, Tensor Done) Answer(Tensor pooled)
    {
        var place = ConcatOperation.Concat([_x.Forward(Of(0)), _y.Forward(Of(1))], 1).Clamp(-Farthest, Farthest);
        return (place, _done.Forward(Of(2)).Reshape(pooled.Shape[0]));

        Tensor Of(int head) => pooled.Slice(1, head, 1).Reshape(pooled.Shape[0], pooled.Shape[2]);
    }

    /// <summary>For each head a mean of features and places [N, 3, C + 2].</summary>
    private Tensor Attended(Linear attention, Tensor seen, IReadOnlyList<CountingImage> images)
    {
        var (engine, count, cells) = (seen.Engine, images.Count, Grid.Count);
        var (outside, places) = (new float[count * cells], new float[count * cells * Axes]);
        for (var n = 0; n < count; n++)
        {
            var plane = PlaneOf(images[n]);
            Grid.MarkOutside(outside.AsSpan(n * cells, cells), plane.Width, plane.Height);
            for (var cell = 0; cell < cells; cell++)
            {
                var place = plane.Normalise(Grid.Middle(cell));
                (places[Axes * ((n * cells) + cell)], places[(Axes * ((n * cells) + cell)) + 1]) = ((float)place.X, (float)place.Y);
            }
        }
        return Attended(attention, seen, engine.From(outside, count, cells), engine.From(places, count, cells, Axes));
    }

    /// <summary>outside [N, P], places [N, P, 2] -> the same.</summary>
    private static Tensor Attended(Linear attention, Tensor seen, Tensor outside, Tensor places)
    {
        var scores = attention.Forward(seen).Permute(0, 2, 1).MaskedFill(outside.Reshape(outside.Shape[0], 1, outside.Shape[1]), Impossible);     // [N, 3, P]
        return scores.Softmax().MatMul(ConcatOperation.Concat([seen, places], 2));
    }

    /// <summary>The place that is asked for: that of the next thing, or of the one that lies nearest to what was said; of two as near the first.</summary>
    private (float X, float Y) Target(CountingImage image, int[] left, float x, float y)
    {
        var plane = PlaneOf(image);
        var next = plane.Normalise(image.Places[_loss.Nearest ? left.MinBy(Distance) : left[0]]);
        return ((float)next.X, (float)next.Y);

        double Distance(int thing)
        {
            var place = plane.Normalise(image.Places[thing]);
            return Math.Abs(place.X - x) + Math.Abs(place.Y - y);
        }
    }
}
