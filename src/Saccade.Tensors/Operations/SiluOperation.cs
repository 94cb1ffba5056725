using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Sigmoid linear unit: y = x sigmoid(x). Shapes are any; y has x's.</summary>
public static class SiluOperation
{
    /// <summary>x sigmoid(x), element by element.</summary>
    public static Tensor Silu(this Tensor x) =>
        Pointwise.FromInput(x, default(Function), default(Derivative));

    internal readonly struct Function : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            x * VectorMath.Sigmoid(x);
    }

    /// <summary>dx = dy s (1 + x (1 - s)) with s = sigmoid(x).</summary>
    internal readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy)
            where V : struct, ILanes<V>
        {
            var s = VectorMath.Sigmoid(x);
            return dy * s * V.MultiplyAdd(x, V.Broadcast(1) - s, V.Broadcast(1));
        }
    }
}
