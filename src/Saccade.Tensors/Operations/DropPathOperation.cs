using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Stochastic depth (Huang et al. 2016): drops a whole sample (index of the leading axis) with the given probability and scales the
/// others by 1 / (1 - probability). Shapes are any of rank 1 and above; y has x's.
/// </summary>
public static unsafe class DropPathOperation
{
    /// <param name="x">[N, ...]</param>
    /// <param name="probability">In [0, 1); with 0 the result is x itself.</param>
    public static Tensor DropPath(this Tensor x, float probability)
    {
        if (probability == 0)
            return x;
        if (x.Shape.Rank == 0)
            throw new ArgumentException("DropPath: a scalar has no samples to drop.", nameof(x));
        var mask = new DropoutMask(x.Engine.RandomKey(), probability);
        var factors = x.Engine.Empty(x.Shape[0], 1);
        mask.Fill(factors.Pointer, 0, factors.Count);
        var y = Scaled(x, factors);
        x.Engine.Trace?.Add(nameof(DropPath), y, [x]);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, factors));
        return y;
    }

    private static Tensor Scaled(Tensor x, Tensor factors)
    {
        var y = x.Engine.Empty(x.Shape);
        var rows = new Shape(x.Shape[0], x.Shape.Product(1, x.Shape.Rank));
        Broadcasting.Map(x.Engine, default(MultiplyFunction), x.Pointer, rows, factors.Pointer, factors.Shape, y.Pointer, rows);
        return y;
    }

    /// <summary>dx = dy times the same factors.</summary>
    private sealed class Backprop : Operation
    {
        private readonly Tensor _x;
        private readonly Tensor _factors;

        public Backprop(Tensor x, Tensor factors)
        {
            _x = x;
            _factors = Saved(factors);
        }

        protected internal override void Backward(Tensor y, Tensor dy) => _x.AddGradient(Scaled(dy, _factors));
    }
}
