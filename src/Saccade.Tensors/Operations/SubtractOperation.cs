using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Difference: y = a - b. Shapes broadcast after NumPy's rule; gradients are summed over the axes that were repeated.</summary>
public static class SubtractOperation
{
    /// <summary>a - b, element by element.</summary>
    public static Tensor Subtract(this Tensor a, Tensor b)
    {
        var y = Broadcast.Apply(a, b, default(SubtractFunction));
        a.Engine.Trace?.Add(nameof(Subtract), y, [a, b]);
        if (a.Engine.Records(a, b))
            a.Engine.Record(y, new Backprop(a, b));
        return y;
    }

    private readonly struct SubtractFunction : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b)
            where V : struct, ILanes<V> => a - b;
    }

    private readonly struct Minus : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => V.Broadcast(-1) * x;
    }

    private sealed class Backprop(Tensor a, Tensor b) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            if (a.WantsGradient)
                Broadcast.AddGradient(a, dy.View(0, dy.Shape));
            if (b.WantsGradient)
                Broadcast.AddGradient(b, Pointwise.Apply(dy, default(Minus)));
        }
    }
}
