using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>Gaussian error linear unit, exact: y = x (1 + erf(x / sqrt 2)) / 2 (Hendrycks and Gimpel 2016). Shapes are any; y has x's.</summary>
public static class GeluOperation
{
    /// <summary>x times the probability that a standard normal number lies below x.</summary>
    public static Tensor Gelu(this Tensor x) =>
        Pointwise.FromInput(x, default(Function), default(Derivative));

    internal readonly struct Function : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> =>
            V.Broadcast(0.5f) * x * (V.Broadcast(1) + VectorMath.Erf(x * V.Broadcast(0.707106781f)));
    }

    /// <summary>dx = dy (P(x) + x p(x)) with the normal distribution P and its density p.</summary>
    internal readonly struct Derivative : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy)
            where V : struct, ILanes<V>
        {
            var below = V.Broadcast(0.5f) * (V.Broadcast(1) + VectorMath.Erf(x * V.Broadcast(0.707106781f)));
            var density = V.Broadcast(0.398942280f) * VectorMath.Exp(V.Broadcast(-0.5f) * x * x);
            return dy * V.MultiplyAdd(x, density, below);
        }
    }
}
