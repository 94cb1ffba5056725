using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>The logarithm of the sum of exponentials, without overflow: the largest element is taken out first.</summary>
public static unsafe class LogSumExpOperation
{
    /// <summary>ln of the sum of e^x over <paramref name="axis"/>, which keeps extent 1 if asked.</summary>
    public static Tensor LogSumExp(this Tensor x, int axis, bool keepDims = false)
    {
        var engine = x.Engine;
        var reduced = ReducedAxes.Of(x.Shape, [axis]);
        var kept = reduced.Result(x.Shape, keepDims: true);
        var largest = engine.Empty(kept);
        Reduction.Run(engine, default(Reduction.Largest), default(Reduction.Identity), float.NegativeInfinity, x.Pointer, x.Shape, reduced.Bits, largest.Pointer);
        var powers = engine.Empty(x.Shape);
        Broadcasting.Map(engine, default(ExpDifference), x.Pointer, x.Shape, largest.Pointer, kept, powers.Pointer, x.Shape);
        var y = SumOperation.Forward(powers, reduced, reduced.Result(x.Shape, keepDims), default(Reduction.Identity));
        powers.Release();
        Elementwise.Map(engine, default(LogPlus), y.Pointer, largest.Pointer, y.Pointer, y.Count);
        largest.Release();
        engine.Trace?.Add(nameof(LogSumExp), y, [x], x.Shape.Axis(axis));
        if (engine.Records(x))
            engine.Record(y, new Backprop(x, kept));
        return y;
    }

    /// <summary>e^(a - b); zero where b is minus infinity, as a is then too.</summary>
    private readonly struct ExpDifference : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a, V b)
            where V : struct, ILanes<V> =>
            V.IfEqual(b, V.Broadcast(float.NegativeInfinity), V.Zero, VectorMath.Exp(a - b));
    }

    private readonly struct LogPlus : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V sum, V largest)
            where V : struct, ILanes<V> => VectorMath.Log(sum) + largest;
    }

    /// <summary>dx = dy e^(x - y): the softmax of x, times dy.</summary>
    private sealed class Backprop(Tensor x, Shape kept) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Empty(x.Shape);
            Broadcasting.Map(y.Engine, default(ExpDifference), x.Pointer, x.Shape, y.Pointer, kept, dx.Pointer, x.Shape);
            Broadcasting.Map(y.Engine, default(MultiplyFunction), dx.Pointer, x.Shape, dy.Pointer, kept, dx.Pointer, x.Shape);
            x.AddGradient(dx);
        }
    }
}
