using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Softmax over the last axis: y = exp(x) / sum(exp(x)). A row of nothing but -infinity (every key masked) gives zeros, not
/// not-a-number. A row's result does not depend on its neighbours. Shapes: x, y [.., D].
/// </summary>
public static unsafe class SoftmaxOperation
{
    /// <summary>Probabilities over the last axis.</summary>
    /// <exception cref="ArgumentException">x is a scalar.</exception>
    public static Tensor Softmax(this Tensor x)
    {
        var (rows, width) = LastAxis.Of(x, nameof(Softmax));
        var y = x.Engine.Empty(x.Shape);
        float* px = x.Pointer, py = y.Pointer;
        x.Engine.Workers.ForRange(rows, SoftmaxKernel.RowBlock(width), (start, end) =>
        {
            for (var row = start; row < end; row++)
                SoftmaxKernel.Forward(px + (nint)row * width, py + (nint)row * width, width);
        });
        x.Engine.Trace?.Add(nameof(Softmax), y, [x]);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x));
        return y;
    }

    /// <summary>dx = y * (dy - sum(y * dy))</summary>
    private sealed class Backprop(Tensor x) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var (rows, width) = LastAxis.Of(y, nameof(Softmax));
            var dx = y.Engine.Empty(y.Shape);
            float* py = y.Pointer, pdy = dy.Pointer, pdx = dx.Pointer;
            y.Engine.Workers.ForRange(rows, SoftmaxKernel.RowBlock(width), (start, end) =>
            {
                for (var row = start; row < end; row++)
                    SoftmaxKernel.Backward(py + (nint)row * width, pdy + (nint)row * width, pdx + (nint)row * width, width);
            });
            x.AddGradient(dx);
        }
    }
}
