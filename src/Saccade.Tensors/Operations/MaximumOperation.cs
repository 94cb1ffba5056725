using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>The larger of two: its gradient goes to the one that was chosen, half to each where they are equal. Shapes broadcast after NumPy's rule; gradients are summed over the axes that were repeated.</summary>
public static class MaximumOperation
{
    /// <summary>The larger of a and b, element by element.</summary>
    public static Tensor Maximum(this Tensor a, Tensor b)
    {
        var y = Broadcast.Apply(a, b, default(MaximumFunction));
        a.Engine.Trace?.Add(nameof(Maximum), y, [a, b]);
        if (a.Engine.Records(a, b))
            a.Engine.Record(y, new Choice(a, b, larger: true));
        return y;
    }

    private readonly struct MaximumFunction : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b)
            where V : struct, ILanes<V> => V.Max(a, b);
    }
}
