using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Exponential: y = e^x. Shapes are any; y has x's.</summary>
public static class ExpOperation
{
    /// <summary>e^x, element by element.</summary>
    public static Tensor Exp(this Tensor x) =>
        Pointwise.FromOutput(x, default(Forward), default(Derivative));

    private readonly struct Forward : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            VectorMath.Exp(x);
    }

    /// <summary>dx = dy y</summary>
    private readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : struct, ILanes<V> =>
            dy * y;
    }
}
