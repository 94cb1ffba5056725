using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Dropout (Srivastava et al. 2014): y = x times a mask of 0 with the given probability, else 1 / (1 - probability). The mask is never stored:
/// backward makes it again from its key. Shapes are any; y has x's.
/// </summary>
public static unsafe class DropoutOperation
{
    /// <param name="x">Any shape.</param>
    /// <param name="probability">The probability that an element is dropped, in [0, 1); with 0 the result is x itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1).</exception>
    public static Tensor Dropout(this Tensor x, float probability)
    {
        if (probability == 0)
            return x;
        var mask = new DropoutMask(x.Engine.RandomKey(), probability);
        var y = Masked(x, mask);
        x.Engine.Trace?.Add(nameof(Dropout), y, [x]);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, mask));
        return y;
    }

    /// <summary>x * mask</summary>
    internal static Tensor Masked(Tensor x, DropoutMask mask)
    {
        var y = x.Engine.Empty(x.Shape);
        float* px = x.Pointer, py = y.Pointer;
        x.Engine.Workers.ForRange(x.Count, Elementwise.Grain, (start, end) =>
        {
            mask.Fill(py + start, start, end - start);
            Elementwise.Serial(default(MultiplyFunction), py + start, px + start, py + start, end - start);
        });
        return y;
    }

    /// <summary>dx = dy * mask</summary>
    private sealed class Backprop(Tensor x, DropoutMask mask) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy) => x.AddGradient(Masked(dy, mask));
    }
}
