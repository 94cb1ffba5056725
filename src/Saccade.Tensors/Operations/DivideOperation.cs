using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Quotient: y = a / b. Shapes broadcast after NumPy's rule; gradients are summed over the axes that were repeated.</summary>
public static class DivideOperation
{
    /// <summary>a / b, element by element.</summary>
    public static Tensor Divide(this Tensor a, Tensor b)
    {
        var y = Broadcast.Apply(a, b, default(DivideFunction));
        a.Engine.Trace?.Add(nameof(Divide), y, [a, b]);
        if (a.Engine.Records(a, b))
            a.Engine.Record(y, new Backprop(a, b));
        return y;
    }

    private readonly struct DivideFunction : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b)
            where V : struct, ILanes<V> => a / b;
    }

    private readonly struct MinusTimes : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b)
            where V : struct, ILanes<V> => V.Broadcast(-1) * a * b;
    }

    private sealed class Backprop(Tensor a, Tensor b) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            if (a.WantsGradient)
                Broadcast.AddGradient(a, Broadcast.Apply(dy, b, default(DivideFunction)));
            if (!b.WantsGradient)
                return;
            // db = -dy y / b
            var product = Broadcast.Apply(dy, y, default(MinusTimes));
            Broadcast.AddGradient(b, Broadcast.Apply(product, b, default(DivideFunction)));
            product.Release();
        }
    }
}
