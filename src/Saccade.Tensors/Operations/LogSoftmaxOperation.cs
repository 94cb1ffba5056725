using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// The logarithm of softmax over the last axis: y = x - log(sum(exp(x))). A row of nothing but -infinity stays that.
/// A row's result does not depend on its neighbours. Shapes: x, y [.., D].
/// </summary>
public static unsafe class LogSoftmaxOperation
{
    /// <summary>Logarithms of probabilities over the last axis.</summary>
    /// <exception cref="ArgumentException">x is a scalar.</exception>
    public static Tensor LogSoftmax(this Tensor x)
    {
        var (rows, width) = LastAxis.Of(x, nameof(LogSoftmax));
        var y = x.Engine.Empty(x.Shape);
        float* px = x.Pointer, py = y.Pointer;
        x.Engine.Workers.ForRange(rows, SoftmaxKernel.RowBlock(width), (start, end) =>
        {
            for (var row = start; row < end; row++)
            {
                var (shift, logSum) = SoftmaxKernel.LogSumExp(px + (nint)row * width, width);
                var normalize = new Normalize(shift, float.IsNegativeInfinity(logSum) ? 0 : logSum);
                Elementwise.Serial(normalize, px + (nint)row * width, py + (nint)row * width, width);
            }
        });
        x.Engine.Trace?.Add(nameof(LogSoftmax), y, [x]);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x));
        return y;
    }

    private readonly struct Normalize(float shift, float logSum) : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => x - V.Broadcast(shift) - V.Broadcast(logSum);
    }

    /// <summary>dx = dy - exp(y) * sum(dy)</summary>
    private sealed class Backprop(Tensor x) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var (rows, width) = LastAxis.Of(y, nameof(LogSoftmax));
            var dx = y.Engine.Empty(y.Shape);
            float* py = y.Pointer, pdy = dy.Pointer, pdx = dx.Pointer;
            y.Engine.Workers.ForRange(rows, SoftmaxKernel.RowBlock(width), (start, end) =>
            {
                for (var row = start; row < end; row++)
                    SoftmaxKernel.LogBackward(py + (nint)row * width, pdy + (nint)row * width, pdx + (nint)row * width, width);
            });
            x.AddGradient(dx);
        }
    }
}
