namespace Saccade.Tensors.Tests.Operations;

/// <summary>The non-linearities in float64.</summary>
internal static class ActivationReference
{
    public static double Of(Activation activation, double x) => activation switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.Gelu => x * 0.5 * (1 + Erf(x / Math.Sqrt(2))),
        Activation.Silu => x / (1 + Math.Exp(-x)),
        _ => x,
    };

    /// <summary>Beyond 4 the series of <see cref="VectorMathTests.Erf"/> loses its digits, and the function is 1 to 2e-8.</summary>
    private static double Erf(double x) => Math.Abs(x) < 4 ? VectorMathTests.Erf(x) : Math.Sign(x);
}
