using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Tests.Operations;

public unsafe class VectorMathTests
{
    [Fact]
    public void Exp_is_within_two_units_in_the_last_place() => Holds<ExpOp>(Math.Exp, -86.6, 88.72, 2);

    [Fact]
    public void Log_is_within_two_units_in_the_last_place()
    {
        Holds<LogOp>(Math.Log, 1e-3, 8, 2);
        Holds<LogOp>(Math.Log, 1e-39, 1e-37, 2);
        Holds<LogOp>(Math.Log, 1e30, 3e38, 2);
    }

    [Fact]
    public void Tanh_is_within_three_units_in_the_last_place() => Holds<TanhOp>(Math.Tanh, -10, 10, 3);

    [Fact]
    public void Sigmoid_is_within_three_units_in_the_last_place() => Holds<SigmoidOp>(v => 1 / (1 + Math.Exp(-v)), -80, 80, 3);

    /// <summary>The integral by the series of e^(-x^2), which converges well in float64 up to 4.</summary>
    [Fact]
    public void Erf_is_within_three_units_in_the_last_place() => Holds<ErfOp>(Erf, -4, 4, 3);

    [Fact]
    public void Extremes_propagate()
    {
        const float inf = float.PositiveInfinity;
        float[] x = [-inf, inf, float.NaN, 0, -200, 200];
        Assert.Equal([0, inf, float.NaN, 1, 0, inf], Apply<ExpOp>(x));
        Assert.Equal([float.NaN, inf, float.NaN, -inf, float.NaN, MathF.Log(200)], Apply<LogOp>(x));
        Assert.Equal([-1, 1, float.NaN, 0, -1, 1], Apply<TanhOp>(x));
        Assert.Equal([0, 1, float.NaN, 0.5f, 0, 1], Apply<SigmoidOp>(x));
        Assert.Equal([-1, 1, float.NaN, 0, -1, 1], Apply<ErfOp>(x));
    }

    internal static double Erf(double x)
    {
        double sum = 0, term = x;
        for (var n = 0; n < 120; n++)
        {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static void Holds<TOp>(Func<double, double> reference, double low, double high, double units)
        where TOp : struct, IUnary
    {
        var x = new float[20_001];
        for (var i = 0; i < x.Length; i++)
            x[i] = (float)(low + (high - low) * i / (x.Length - 1));
        var y = Apply<TOp>(x);
        for (var i = 0; i < x.Length; i++)
        {
            var expected = reference(x[i]);
            var unit = Math.Max(MathF.BitIncrement(MathF.Abs((float)expected)) - MathF.Abs((float)expected), float.Epsilon);
            Assert.True(Math.Abs(y[i] - expected) <= units * unit, $"f({x[i]:g9}) is {y[i]:g9}, not {expected:g12}: {Math.Abs(y[i] - expected) / unit:g3} units off.");
        }
    }

    private static float[] Apply<TOp>(float[] x)
        where TOp : struct, IUnary
    {
        var y = new float[x.Length];
        fixed (float* source = x, destination = y)
            Elementwise.Serial(default(TOp), source, destination, x.Length);
        return y;
    }

    private readonly struct ExpOp : IUnary
    {
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => VectorMath.Exp(x);
    }

    private readonly struct LogOp : IUnary
    {
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => VectorMath.Log(x);
    }

    private readonly struct TanhOp : IUnary
    {
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => VectorMath.Tanh(x);
    }

    private readonly struct SigmoidOp : IUnary
    {
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => VectorMath.Sigmoid(x);
    }

    private readonly struct ErfOp : IUnary
    {
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => VectorMath.Erf(x);
    }
}
