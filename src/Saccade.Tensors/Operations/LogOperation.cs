using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Natural logarithm: minus infinity at zero, not a number below. Shapes are any; y has x's.</summary>
public static class LogOperation
{
    /// <summary>ln x, element by element.</summary>
    public static Tensor Log(this Tensor x) =>
        Pointwise.FromInput(x, default(Forward), default(Derivative));

    private readonly struct Forward : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            VectorMath.Log(x);
    }

    /// <summary>dx = dy / x</summary>
    private readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy)
            where V : struct, ILanes<V> =>
            dy / x;
    }
}
