using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Square root. Shapes are any; y has x's.</summary>
public static class SqrtOperation
{
    /// <summary>The square root, element by element.</summary>
    public static Tensor Sqrt(this Tensor x) =>
        Pointwise.FromOutput(x, default(Forward), default(Derivative));

    private readonly struct Forward : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            V.Sqrt(x);
    }

    /// <summary>dx = dy / (2 y): infinite at zero.</summary>
    private readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : struct, ILanes<V> =>
            V.Broadcast(0.5f) * dy / y;
    }
}
