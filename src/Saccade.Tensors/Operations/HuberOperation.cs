using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>
/// The mean over all elements of Huber's loss (1964) of d = prediction - target: d^2 / 2 up to |d| = delta, then delta (|d| - delta / 2).
/// </summary>
public static class HuberOperation
{
    /// <param name="prediction">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="delta">Where the parabola turns into a line; positive.</param>
    /// <param name="weights">A factor for each element, of the same shape, or null; the mean still divides by the number of elements.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">Different shapes, or a delta that is not positive.</exception>
    public static Tensor Huber(this Tensor prediction, Tensor target, float delta = 1, Tensor? weights = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delta);
        return MeanLoss.Run("Huber", new Parabola(delta), prediction, target, weights);
    }

    private readonly struct Parabola(float delta) : IElementLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V prediction, V target)
            where V : struct, ILanes<V>
        {
            // With m = min(|d|, delta) both branches are m (|d| - m / 2).
            var distance = V.Abs(prediction - target);
            var inner = V.Min(distance, V.Broadcast(delta));
            return inner * V.MultiplyAdd(inner, V.Broadcast(-0.5f), distance);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V prediction, V target)
            where V : struct, ILanes<V> => V.Max(V.Broadcast(-delta), V.Min(prediction - target, V.Broadcast(delta)));
    }
}
