using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Reciprocal: y = 1 / x. Shapes are any; y has x's.</summary>
public static class ReciprocalOperation
{
    /// <summary>1 / x, element by element.</summary>
    public static Tensor Reciprocal(this Tensor x) =>
        Pointwise.FromOutput(x, default(Forward), default(Derivative));

    private readonly struct Forward : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            V.Broadcast(1) / x;
    }

    /// <summary>dx = -dy y^2</summary>
    private readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : struct, ILanes<V> =>
            V.Zero - dy * y * y;
    }
}
