using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Logistic function: y = 1 / (1 + e^-x). Shapes are any; y has x's.</summary>
public static class SigmoidOperation
{
    /// <summary>1 / (1 + e^-x), element by element.</summary>
    public static Tensor Sigmoid(this Tensor x) =>
        Pointwise.FromOutput(x, default(Forward), default(Derivative));

    private readonly struct Forward : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            VectorMath.Sigmoid(x);
    }

    /// <summary>dx = dy y (1 - y)</summary>
    private readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : struct, ILanes<V> =>
            dy * y * (V.Broadcast(1) - y);
    }
}
