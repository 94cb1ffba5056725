using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>a + b: what several kernels and operations hand to <see cref="Elementwise"/>.</summary>
internal readonly struct AddFunction : IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V a, V b)
        where V : struct, ILanes<V> => a + b;
}

/// <summary>a * b: masks, shares and the like.</summary>
internal readonly struct MultiplyFunction : IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V a, V b)
        where V : struct, ILanes<V> => a * b;
}

/// <summary>max(a + b, 0): bias or residual, then ReLU.</summary>
internal readonly struct AddReluFunction : IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V a, V b)
        where V : struct, ILanes<V> => V.Max(a + b, V.Zero);
}

/// <summary>The derivative of every ReLU here, from its output: dy where y &gt; 0, else 0.</summary>
internal readonly struct ReluDerivative : IBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Apply<V>(V y, V dy)
        where V : struct, ILanes<V> => V.IfGreater(y, V.Zero, dy, V.Zero);
}
