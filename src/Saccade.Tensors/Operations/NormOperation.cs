using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Norms over any set of axes; over all of them when none is named.</summary>
public static unsafe class NormOperation
{
    /// <summary>The sum of absolute values over <paramref name="axes"/>.</summary>
    public static Tensor L1Norm(this Tensor x, ReadOnlySpan<int> axes, bool keepDims = false) => x.Abs().Sum(axes, keepDims);

    /// <summary>The square root of the sum of squares over <paramref name="axes"/>. Its gradient at zero is zero.</summary>
    public static Tensor L2Norm(this Tensor x, ReadOnlySpan<int> axes, bool keepDims = false)
    {
        var reduced = ReducedAxes.Of(x.Shape, axes);
        var y = SumOperation.Forward(x, reduced, reduced.Result(x.Shape, keepDims), default(Squared));
        Elementwise.Map(y.Engine, default(Root), y.Pointer, y.Pointer, y.Count);
        x.Engine.Trace?.Add(nameof(L2Norm), y, [x], reduced.Result(x.Shape, keepDims: true));
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, reduced.Result(x.Shape, keepDims: true)));
        return y;
    }

    private readonly struct Squared : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => x * x;
    }

    private readonly struct Root : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => V.Sqrt(x);
    }

    /// <summary>dy / y, zero where y is.</summary>
    private readonly struct Quotient : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : struct, ILanes<V> => V.IfEqual(y, V.Zero, V.Zero, dy / y);
    }

    /// <summary>dx = x dy / y</summary>
    private sealed class Backprop(Tensor x, Shape kept) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var engine = y.Engine;
            var factor = engine.Empty(kept);
            Elementwise.Map(engine, default(Quotient), y.Pointer, dy.Pointer, factor.Pointer, y.Count);
            var dx = engine.Empty(x.Shape);
            Broadcasting.Map(engine, default(MultiplyFunction), x.Pointer, x.Shape, factor.Pointer, kept, dx.Pointer, x.Shape);
            factor.Release();
            x.AddGradient(dx);
        }
    }
}
