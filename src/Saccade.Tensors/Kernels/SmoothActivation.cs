using Saccade.Tensors.Operations;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// GELU and SiLU as parts of other operations. Their derivative needs their input, so an operation that is recorded keeps it beside its
/// result, while ReLU's derivative is known from the result.
/// </summary>
internal static unsafe class SmoothActivation
{
    public static bool IsSmooth(this Activation activation) => activation is Activation.Gelu or Activation.Silu;

    /// <summary>y = f(x), on the calling thread.</summary>
    public static void Serial(Activation activation, float* x, float* y, int count)
    {
        if (activation == Activation.Gelu)
            Elementwise.Serial(default(GeluOperation.Function), x, y, count);
        else
            Elementwise.Serial(default(SiluOperation.Function), x, y, count);
    }

    /// <summary>y = f(x)</summary>
    public static void Map(Engine engine, Activation activation, float* x, float* y, int count)
    {
        if (activation == Activation.Gelu)
            Elementwise.Map(engine, default(GeluOperation.Function), x, y, count);
        else
            Elementwise.Map(engine, default(SiluOperation.Function), x, y, count);
    }

    /// <summary>dx = dy f'(x)</summary>
    public static void MapDerivative(Engine engine, Activation activation, float* x, float* dy, float* dx, int count)
    {
        if (activation == Activation.Gelu)
            Elementwise.Map(engine, default(GeluOperation.Derivative), x, dy, dx, count);
        else
            Elementwise.Map(engine, default(SiluOperation.Derivative), x, dy, dx, count);
    }
}
