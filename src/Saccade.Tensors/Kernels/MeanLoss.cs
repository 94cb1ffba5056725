using System.Runtime.CompilerServices;
using Saccade.Tensors.Memory;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Kernels;

/// <summary>A loss of one prediction and its target, written for vectors of them; both must be finite at (0, 0).</summary>
internal interface IElementLoss
{
    V Value<V>(V prediction, V target)
        where V : struct, ILanes<V>;

    /// <summary>The derivative of the value with respect to the prediction.</summary>
    V Slope<V>(V prediction, V target)
        where V : struct, ILanes<V>;
}

/// <summary>
/// The mean over all elements of a loss, with a weight for each element on request (the mean still divides by their number): forward
/// and backward in one pass each. Sums are float32 within pieces of fixed size and float64 over them.
/// </summary>
internal static unsafe class MeanLoss
{
    private const int Piece = 4096;

    /// <summary>A scalar; prediction, target and weights have one shape.</summary>
    public static Tensor Run<TLoss>(string name, TLoss loss, Tensor prediction, Tensor target, Tensor? weights)
        where TLoss : struct, IElementLoss
    {
        if (target.Shape != prediction.Shape || weights is not null && weights.Shape != prediction.Shape)
            throw new ArgumentException(
                $"{name}: the target {target.Shape} and the weights {weights?.Shape} must have the prediction's shape {prediction.Shape}.");
        var engine = prediction.Engine;
        var count = prediction.Count;
        var pieces = (count + Piece - 1) / Piece;
        using var workspace = new Workspace(engine, pieces);
        float* partial = workspace.Pointer, px = prediction.Pointer, pt = target.Pointer;
        var pw = weights is null ? null : weights.Pointer;
        engine.Workers.For(pieces, (piece, _) =>
        {
            var start = piece * Piece;
            partial[piece] = Sum(loss, px + start, pt + start, pw is null ? null : pw + start, Math.Min(Piece, count - start));
        });
        var sum = 0.0;
        for (var piece = 0; piece < pieces; piece++)
            sum += partial[piece];
        var y = engine.Scalar(count == 0 ? 0 : (float)(sum / count));
        if (engine.Records(prediction, target))
            engine.Record(y, new Backprop<TLoss>(loss, prediction, target, weights));
        return y;
    }

    private static float Sum<TLoss>(TLoss loss, float* x, float* t, float* w, int count)
        where TLoss : struct, IElementLoss =>
        Simd.Bits == 512 ? Sum<TLoss, Lanes512>(loss, x, t, w, count)
        : Simd.Bits == 256 ? Sum<TLoss, Lanes256>(loss, x, t, w, count)
        : Sum<TLoss, Lanes128>(loss, x, t, w, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum<TLoss, V>(TLoss loss, float* x, float* t, float* w, int count)
        where TLoss : struct, IElementLoss
        where V : struct, ILanes<V>
    {
        V sum = V.Zero, one = V.Broadcast(1);
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
            sum = V.MultiplyAdd(loss.Value(V.Load(x + i), V.Load(t + i)), w is null ? one : V.Load(w + i), sum);
        if (i < count)
        {
            // The lanes past the end get a weight of zero.
            var ones = stackalloc float[V.Count];
            V.Store(ones, one);
            var rest = count - i;
            var weight = PartialVector.Load<V>(w is null ? ones : w + i, rest, 0);
            sum = V.MultiplyAdd(loss.Value(PartialVector.Load<V>(x + i, rest, 0), PartialVector.Load<V>(t + i, rest, 0)), weight, sum);
        }
        return V.Sum(sum);
    }

    private readonly struct Slope<TLoss>(TLoss loss, float scale) : IBinary
        where TLoss : struct, IElementLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V prediction, V target)
            where V : struct, ILanes<V> => loss.Slope(prediction, target) * V.Broadcast(scale);
    }

    private readonly struct WeightedSlope<TLoss>(TLoss loss, float scale) : ITernary
        where TLoss : struct, IElementLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V prediction, V target, V weight)
            where V : struct, ILanes<V> => loss.Slope(prediction, target) * (V.Broadcast(scale) * weight);
    }

    /// <summary>The prediction's gradient is slope * weight / count. A target that wants one gets its negative: losses here depend on the
    /// difference, and the one that does not (cross-entropy) takes targets without gradients.</summary>
    private sealed class Backprop<TLoss>(TLoss loss, Tensor prediction, Tensor target, Tensor? weights) : Operation
        where TLoss : struct, IElementLoss
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var count = prediction.Count;
            var scale = dy.Item() / Math.Max(1, count);
            if (prediction.WantsGradient)
                prediction.AddGradient(Gradient(scale));
            if (target.WantsGradient)
                target.AddGradient(Gradient(-scale));
        }

        private Tensor Gradient(float scale)
        {
            var engine = prediction.Engine;
            var gradient = engine.Empty(prediction.Shape);
            if (weights is null)
                Elementwise.Map(engine, new Slope<TLoss>(loss, scale), prediction.Pointer, target.Pointer, gradient.Pointer, gradient.Count);
            else
                Elementwise.Map(
                    engine, new WeightedSlope<TLoss>(loss, scale), prediction.Pointer, target.Pointer, weights.Pointer, gradient.Pointer, gradient.Count);
            return gradient;
        }
    }
}
