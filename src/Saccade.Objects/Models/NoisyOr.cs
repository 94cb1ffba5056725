using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Models;

/// <summary>
/// A frame has a transient unless none of the objects seen in it is one, objects being taken as independent (the noisy or; Pearl, "Probabilistic reasoning in intelligent
/// systems", 1988).
/// </summary>
internal static class NoisyOr
{
    // Log-odds beyond which nobody is any surer.
    private const float Surest = 12;

    // The probability that goes with them.
    private static readonly float Least = 1 / (1 + MathF.Exp(Surest));

    /// <summary>Log-odds, bounded.</summary>
    public static Tensor Bounded(Tensor logits) => logits.Clamp(-Surest, Surest);

    /// <summary>Log-odds that each object is transient -> log of the probability that it is none; such logarithms add up over the objects of a frame.</summary>
    public static Tensor LogNone(Tensor logits) => Bounded(logits).Negate().Sigmoid().Log();

    /// <summary>Log of the probability that a frame has none, 0 for one in which nothing is seen -> the log-odds of that.</summary>
    public static Tensor Odds(Tensor logNone) => logNone - (1 + Least - logNone.Exp()).Log();
}
