using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Backward of the larger and of the smaller of two: dy goes to the one that was chosen, half to each where they are equal.</summary>
/// <param name="a">One.</param>
/// <param name="b">The other; shapes broadcast.</param>
/// <param name="larger">Whether the larger was chosen.</param>
internal sealed class Choice(Tensor a, Tensor b, bool larger) : Operation
{
    protected internal override void Backward(Tensor y, Tensor dy)
    {
        var share = larger ? Broadcast.Apply(a, b, default(ShareOfGreater)) : Broadcast.Apply(b, a, default(ShareOfGreater));
        if (a.WantsGradient)
            Broadcast.AddGradient(a, Broadcast.Apply(dy, share, default(MultiplyFunction)));
        if (b.WantsGradient)
            Broadcast.AddGradient(b, Broadcast.Apply(dy, share, default(TimesRest)));
        share.Release();
    }

    /// <summary>1 where the first is greater, 0 where the second is, a half where neither.</summary>
    private readonly struct ShareOfGreater : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V first, V second)
            where V : struct, ILanes<V> => V.IfGreater(first, second, V.Broadcast(1), V.IfGreater(second, first, V.Zero, V.Broadcast(0.5f)));
    }

    private readonly struct TimesRest : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V dy, V share)
            where V : struct, ILanes<V> => dy * (V.Broadcast(1) - share);
    }
}
