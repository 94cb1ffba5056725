using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>The smaller of two: its gradient goes to the one that was chosen, half to each where they are equal. Shapes broadcast after NumPy's rule; gradients are summed over the axes that were repeated.</summary>
public static class MinimumOperation
{
    /// <summary>The smaller of a and b, element by element.</summary>
    public static Tensor Minimum(this Tensor a, Tensor b)
    {
        var y = Broadcast.Apply(a, b, default(MinimumFunction));
        if (a.Engine.Records(a, b))
            a.Engine.Record(y, new Backprop(a, b));
        return y;
    }

    private readonly struct MinimumFunction : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b)
            where V : struct, ILanes<V> => V.Min(a, b);
    }

    private readonly struct ShareOfA : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b)
            where V : struct, ILanes<V> => V.IfGreater(b, a, V.Broadcast(1), V.IfGreater(a, b, V.Zero, V.Broadcast(0.5f)));
    }

    private readonly struct TimesRest : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V dy, V share)
            where V : struct, ILanes<V> => dy * (V.Broadcast(1) - share);
    }

    private sealed class Backprop(Tensor a, Tensor b) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var share = Broadcast.Apply(a, b, default(ShareOfA));
            if (a.WantsGradient)
                Broadcast.AddGradient(a, Broadcast.Apply(dy, share, default(MultiplyFunction)));
            if (b.WantsGradient)
                Broadcast.AddGradient(b, Broadcast.Apply(dy, share, default(TimesRest)));
            share.Release();
        }
    }
}
