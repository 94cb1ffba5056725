using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Multiplication by one constant and addition of another: y = scale x + shift. Shapes are any; y has x's.</summary>
public static class ScaleShiftOperation
{
    /// <summary>scale x + shift, element by element.</summary>
    public static Tensor ScaleShift(this Tensor x, float scale, float shift) =>
        Pointwise.FromOutput(x, new Forward(scale, shift), new Derivative(scale));

    private readonly struct Forward(float scale, float shift) : IUnary, ITracedFunction
    {
        public object Settings => (scale, shift);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            V.MultiplyAdd(x, V.Broadcast(scale), V.Broadcast(shift));
    }

    /// <summary>dx = scale dy</summary>
    private readonly struct Derivative(float scale) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : struct, ILanes<V> =>
            dy * V.Broadcast(scale);
    }
}
