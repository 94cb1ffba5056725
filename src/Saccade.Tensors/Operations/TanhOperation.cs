using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Hyperbolic tangent. Shapes are any; y has x's.</summary>
public static class TanhOperation
{
    /// <summary>tanh(x), element by element.</summary>
    public static Tensor Tanh(this Tensor x) =>
        Pointwise.FromOutput(x, default(Forward), default(Derivative));

    private readonly struct Forward : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            VectorMath.Tanh(x);
    }

    /// <summary>dx = dy (1 - y^2)</summary>
    private readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : struct, ILanes<V> =>
            dy * (V.Broadcast(1) - y * y);
    }
}
