using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Square: y = x^2. Shapes are any; y has x's.</summary>
public static class SquareOperation
{
    /// <summary>x^2, element by element.</summary>
    public static Tensor Square(this Tensor x) =>
        Pointwise.FromInput(x, default(Forward), default(Derivative));

    private readonly struct Forward : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            x * x;
    }

    /// <summary>dx = 2 x dy</summary>
    private readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy)
            where V : struct, ILanes<V> =>
            V.Broadcast(2) * x * dy;
    }
}
