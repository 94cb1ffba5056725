using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Rectified linear unit: y = max(x, 0). Shapes are any; y has x's.</summary>
public static unsafe class ReluOperation
{
    /// <summary>max(x, 0), element by element.</summary>
    public static Tensor Relu(this Tensor x)
    {
        var y = x.Engine.Empty(x.Shape);
        Elementwise.Map(x.Engine, default(Forward), x.Pointer, y.Pointer, y.Count);
        x.Engine.Trace?.Add(nameof(Relu), y, [x]);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x));
        return y;
    }

    private readonly struct Forward : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => V.Max(x, V.Zero);
    }

    private sealed class Backprop(Tensor x) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Empty(y.Shape);
            Elementwise.Map(y.Engine, default(ReluDerivative), y.Pointer, dy.Pointer, dx.Pointer, y.Count);
            x.AddGradient(dx);
        }
    }
}
