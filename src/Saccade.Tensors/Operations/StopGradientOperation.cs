using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Values whose gradient is stopped, or passed through a step function.</summary>
public static unsafe class StopGradientOperation
{
    /// <summary>x's values on the same memory, as a constant: no gradient goes back from here.</summary>
    public static Tensor StopGradient(this Tensor x)
    {
        var y = x.View(0, x.Shape);
        x.Engine.Trace?.Add(nameof(StopGradient), y, [x]);
        return y;
    }

    /// <summary>The nearest whole numbers, halves to the even one. Backward takes it for the identity (Bengio et al. 2013).</summary>
    public static Tensor RoundStraightThrough(this Tensor x)
    {
        var y = Pointwise.Apply(x, default(Nearest));
        x.Engine.Trace?.Add(nameof(RoundStraightThrough), y, [x]);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x));
        return y;
    }

    private readonly struct Nearest : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => V.Round(x);
    }

    private sealed class Backprop(Tensor x) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy) => x.AddGradient(dy.View(0, dy.Shape));
    }
}
