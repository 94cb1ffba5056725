using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Limits values to an interval: y = min(max(x, low), high). Shapes are any; y has x's.</summary>
public static class ClampOperation
{
    /// <summary>x, but no less than low and no more than high.</summary>
    public static Tensor Clamp(this Tensor x, float low, float high)
    {
        if (!(low <= high))
            throw new ArgumentException($"The interval [{low}, {high}] is empty.", nameof(low));
        return Pointwise.FromInput(x, new Forward(low, high), new Derivative(low, high));
    }

    private readonly struct Forward(float low, float high) : IUnary, ITracedFunction
    {
        public object Settings => (low, high);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            V.IfGreater(V.Broadcast(low), x, V.Broadcast(low), V.IfGreater(x, V.Broadcast(high), V.Broadcast(high), x));
    }

    /// <summary>dx = dy where low &lt;= x &lt;= high, else 0.</summary>
    private readonly struct Derivative(float low, float high) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy)
            where V : struct, ILanes<V> =>
            V.IfGreater(V.Broadcast(low), x, V.Zero, V.IfGreater(x, V.Broadcast(high), V.Zero, dy));
    }
}
