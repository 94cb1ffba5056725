using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>The way back through the activation at the end of another operation, y = f(z).</summary>
internal static unsafe class ActivationGradient
{
    /// <summary>dz = dy f'(z)</summary>
    /// <param name="activation">f</param>
    /// <param name="y">The operation's result, from which ReLU's derivative is known.</param>
    /// <param name="sums">z, where the activation is smooth.</param>
    /// <param name="dy">The result's gradient.</param>
    /// <param name="dropout">The probability with which ReLU's results were dropped.</param>
    /// <returns>A new tensor, which the caller releases; <paramref name="dy"/> itself where there is no activation.</returns>
    public static Tensor Of(Activation activation, Tensor y, Tensor sums, Tensor dy, float dropout = 0)
    {
        if (activation == Activation.None)
            return dy;
        var (engine, dz) = (y.Engine, y.Engine.Empty(dy.Shape));
        if (activation.IsSmooth())
            SmoothActivation.MapDerivative(engine, activation, sums.Pointer, dy.Pointer, dz.Pointer, dy.Count);
        else if (dropout > 0)
            Elementwise.Map(engine, new DroppedReluDerivative(1 / (1 - dropout)), y.Pointer, dy.Pointer, dz.Pointer, dy.Count);
        else
            Elementwise.Map(engine, default(ReluDerivative), y.Pointer, dy.Pointer, dz.Pointer, dy.Count);
        return dz;
    }

    /// <summary>dy, scaled as what dropout kept, where the output is positive, else 0.</summary>
    private readonly struct DroppedReluDerivative(float kept) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : struct, ILanes<V> => V.IfGreater(y, V.Zero, dy * V.Broadcast(kept), V.Zero);
    }
}
