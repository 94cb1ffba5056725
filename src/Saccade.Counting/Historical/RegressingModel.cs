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
/// Says places as numbers: the mean of all cells' features goes through three heads of two layers each, for x, y and the end. Coordinates are from -1 to 1, each axis by the image's own size, and are cut
/// to -2 to 2, beyond which they have no gradient; no hyperbolic tangent, which had kept an earlier version in a corner.
/// </summary>
public sealed class RegressingModel : MarkedModel
{
    private const float Farthest = 2;

    // Beyond, single precision knows no difference from certainty.
    private const double LargestOdds = 30;

    private readonly Mlp _x, _y, _done;
    private readonly MarkedLossOptions _loss;
    private readonly SpatialLoss _spatial;

    /// <inheritdoc cref="MarkedModel(Engine, EncoderOptions, int, int)"/>
    public RegressingModel(Engine engine, EncoderOptions options, HeadOptions head, MarkedLossOptions loss, int size, int categories)
        : base(engine, options, size, categories)
    {
        (_loss, _spatial) = (loss, SpatialLoss.Of(loss.Spatial, loss.Threshold));
        _x = Register("x_head", Head());
        _y = Register("y_head", Head());
        _done = Register("done_head", Head());

        Mlp Head() => new(engine, Features, head.Hidden, 1, Activation.Relu, (float)head.Dropout);
    }

    public override LossTerms Loss(Tensor seen, CountingBatch batch)
    {
        var (place, done) = Heads(seen);
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
        var (place, done) = Heads(seen);
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

    private static ImagePlane PlaneOf(CountingImage image) => new(image.Picture.Width, image.Picture.Height);

    /// <summary>What each of the N counts of a mean over those that are 1; nothing where none is.</summary>
    private static float[] Shares(float[] counted)
    {
        var all = Math.Max(1, counted.Sum());
        return [.. counted.Select(c => c / all)];
    }

    /// <summary>Places [N, 2] and the end's logits [N].</summary>
    private (Tensor Place, Tensor Done) Heads(Tensor seen)
    {
        var pooled = seen.Mean([1]);                                                                // [N, C]
        return (ConcatOperation.Concat([_x.Forward(pooled), _y.Forward(pooled)], 1).Clamp(-Farthest, Farthest), _done.Forward(pooled).Reshape(seen.Shape[0]));
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
