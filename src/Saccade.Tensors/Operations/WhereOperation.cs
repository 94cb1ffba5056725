using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Choices by a mask: a tensor in which 0 means no and everything else yes. Shapes broadcast. What is not chosen has no influence,
/// even where it is not a number, and gets no gradient; the mask never gets one.
/// </summary>
public static unsafe class WhereOperation
{
    /// <summary>yes where <paramref name="mask"/> is not 0, else no.</summary>
    public static Tensor Where(this Tensor mask, Tensor yes, Tensor no)
    {
        var engine = mask.Engine;
        var chosen = Broadcast.Apply(mask, yes, default(IfSet));
        var others = Broadcast.Apply(mask, no, default(IfClear));
        var y = Broadcast.Apply(chosen, others, default(Reduction.Add));
        chosen.Release();
        others.Release();
        engine.Trace?.Add(nameof(Where), y, [mask, yes, no]);
        if (engine.Records(yes, no))
            engine.Record(y, new Backprop(mask, yes, no));
        return y;
    }

    /// <summary><paramref name="value"/> where <paramref name="mask"/> is not 0, else x. The mask broadcasts to x's shape.</summary>
    public static Tensor MaskedFill(this Tensor x, Tensor mask, float value) => Broadcasting.ResultShape(x.Shape, mask.Shape) == x.Shape
        ? mask.Where(x.Engine.Scalar(value), x)
        : throw new ArgumentException($"MaskedFill: the mask {mask.Shape} does not broadcast to {x.Shape}.", nameof(mask));

    private readonly struct IfSet : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V mask, V x)
            where V : struct, ILanes<V> => V.IfEqual(mask, V.Zero, V.Zero, x);
    }

    private readonly struct IfClear : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V mask, V x)
            where V : struct, ILanes<V> => V.IfEqual(mask, V.Zero, x, V.Zero);
    }

    private sealed class Backprop(Tensor mask, Tensor yes, Tensor no) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            if (yes.WantsGradient)
                Broadcast.AddGradient(yes, Broadcast.Apply(mask, dy, default(IfSet)));
            if (no.WantsGradient)
                Broadcast.AddGradient(no, Broadcast.Apply(mask, dy, default(IfClear)));
        }
    }
}
