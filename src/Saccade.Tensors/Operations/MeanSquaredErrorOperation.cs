using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>The mean over all elements of (prediction - target)^2.</summary>
public static class MeanSquaredErrorOperation
{
    /// <param name="prediction">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="weights">A factor for each element, of the same shape, or null; the mean still divides by the number of elements.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">Different shapes.</exception>
    public static Tensor MeanSquaredError(this Tensor prediction, Tensor target, Tensor? weights = null) =>
        MeanLoss.Run("MeanSquaredError", default(Square), prediction, target, weights);

    private readonly struct Square : IElementLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V prediction, V target)
            where V : struct, ILanes<V> => (prediction - target) * (prediction - target);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V prediction, V target)
            where V : struct, ILanes<V>
        {
            var difference = prediction - target;
            return difference + difference;
        }
    }
}
