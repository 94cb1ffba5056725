using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>
/// The mean over all elements of the binary cross-entropy of sigmoid(logit): (1 - t) x + (1 + (p - 1) t) log(1 + e^-x), for logit x, target t and
/// the weight p of positives, in a form that does not overflow. As torch.nn.functional.binary_cross_entropy_with_logits.
/// </summary>
public static class BinaryCrossEntropyOperation
{
    /// <param name="logits">Any shape.</param>
    /// <param name="targets">The same shape, from 0 to 1, without a gradient.</param>
    /// <param name="positiveWeight">How much a positive counts against a negative.</param>
    /// <param name="weights">A factor for each element, of the same shape, or null; the mean still divides by the number of elements.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">Different shapes, or targets that want a gradient.</exception>
    public static Tensor BinaryCrossEntropyWithLogits(this Tensor logits, Tensor targets, float positiveWeight = 1, Tensor? weights = null) =>
        logits.Engine.Records(targets)
            ? throw new ArgumentException("BinaryCrossEntropyWithLogits: targets have no gradient; stop it before.", nameof(targets))
            : MeanLoss.Run("BinaryCrossEntropyWithLogits", new Entropy(positiveWeight), logits, targets, weights);

    private readonly struct Entropy(float positiveWeight) : IElementLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V x, V t)
            where V : struct, ILanes<V>
        {
            var one = V.Broadcast(1);
            // log(1 + e^-x) = log(1 + e^-|x|) + max(-x, 0)
            var softplus = VectorMath.Log(one + VectorMath.Exp(V.Zero - V.Abs(x))) + V.Max(V.Zero - x, V.Zero);
            return V.MultiplyAdd(V.MultiplyAdd(V.Broadcast(positiveWeight - 1), t, one), softplus, (one - t) * x);
        }

        /// <summary>(1 - t) - (1 + (p - 1) t) (1 - sigmoid(x))</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Slope<V>(V x, V t)
            where V : struct, ILanes<V>
        {
            var one = V.Broadcast(1);
            return one - t - V.MultiplyAdd(V.Broadcast(positiveWeight - 1), t, one) * VectorMath.Sigmoid(V.Zero - x);
        }
    }
}
