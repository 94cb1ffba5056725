using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// y = residual + dropout(x): the end of a block of a pre-norm transformer, in one pass. The mask is never stored: backward makes it
/// again from its key. Shapes are any; all are the same.
/// </summary>
public static unsafe class ResidualDropoutOperation
{
    /// <param name="x">What the block worked out.</param>
    /// <param name="residual">What went around it, of x's shape.</param>
    /// <param name="dropout">The probability that an element of <paramref name="x"/> is dropped; 0 outside of training.</param>
    /// <exception cref="ArgumentException">Different shapes.</exception>
    public static Tensor ResidualDropout(this Tensor x, Tensor residual, float dropout)
    {
        if (residual.Shape != x.Shape)
            throw new ArgumentException($"ResidualDropout: a residual of shape {residual.Shape} cannot be added to {x.Shape}.");
        var engine = x.Engine;
        var y = engine.Empty(x.Shape);
        DropoutMask mask = default;
        if (dropout > 0)
        {
            mask = new DropoutMask(engine.RandomKey(), dropout);
            float* px = x.Pointer, pr = residual.Pointer, py = y.Pointer;
            var count = x.Count;
            engine.Workers.For((count + Elementwise.Grain - 1) / Elementwise.Grain, (chunk, worker) =>
            {
                var start = chunk * Elementwise.Grain;
                var length = Math.Min(Elementwise.Grain, count - start);
                var factors = worker.Scratch(Elementwise.Grain);
                mask.Fill(factors, start, length);
                Elementwise.Serial(default(MaskedSum), pr + start, px + start, factors, py + start, length);
            });
        }
        else
        {
            Elementwise.Add(engine, residual.Pointer, x.Pointer, y.Pointer, x.Count);
        }
        engine.Trace?.Add(nameof(ResidualDropout), y, [x, residual], dropout);
        if (engine.Records(x, residual))
            engine.Record(y, new Backprop(x, residual, mask, dropout));
        return y;
    }

    private readonly struct MaskedSum : ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V residual, V x, V mask)
            where V : struct, ILanes<V> => V.MultiplyAdd(x, mask, residual);
    }

    /// <summary>dx = mask * dy; the residual takes dy as it is, without a copy.</summary>
    private sealed class Backprop(Tensor x, Tensor residual, DropoutMask mask, float dropout) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            if (x.WantsGradient)
                x.AddGradient(dropout > 0 ? DropoutOperation.Masked(dy, mask) : dy.View(0, dy.Shape));
            if (residual.WantsGradient)
                residual.AddGradient(dy.View(0, dy.Shape));
        }
    }
}
