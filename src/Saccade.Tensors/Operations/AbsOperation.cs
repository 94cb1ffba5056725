using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Absolute value. Shapes are any; y has x's.</summary>
public static class AbsOperation
{
    /// <summary>|x|, element by element.</summary>
    public static Tensor Abs(this Tensor x) =>
        Pointwise.FromInput(x, default(Forward), default(Derivative));

    private readonly struct Forward : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            V.Abs(x);
    }

    /// <summary>dx = dy sign(x), zero at zero.</summary>
    private readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy)
            where V : struct, ILanes<V> =>
            V.IfGreater(x, V.Zero, dy, V.IfGreater(V.Zero, x, V.Zero - dy, V.Zero));
    }
}
