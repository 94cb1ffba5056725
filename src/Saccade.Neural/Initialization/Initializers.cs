using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>
/// The usual ways to fill a weight, with PyTorch's definitions. A weight is [out, in, kernel..]; its fan-in is in x kernel and its
/// fan-out is out x kernel.
/// </summary>
public static class Initializers
{
    public static Initializer Zeros => Constant(0);

    public static Initializer Ones => Constant(1);

    /// <summary>PyTorch's default for linear and convolution weights: <see cref="KaimingUniform"/> with a = sqrt(5), so within 1 / sqrt(fan-in).</summary>
    public static Initializer FanInUniform => KaimingUniform(Math.Sqrt(5));

    public static Initializer Constant(float value) => (values, _, _) => values.Fill(value);

    /// <summary>Uniform in [-<paramref name="bound"/>, <paramref name="bound"/>).</summary>
    public static Initializer Uniform(double bound) => (values, _, key) =>
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(bound * (2 * key.UniformDouble((ulong)i) - 1));
    };

    public static Initializer Normal(double deviation) => (values, _, key) =>
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * key.Normal((ulong)i));
    };

    /// <summary>Normal, with values beyond <paramref name="cut"/> deviations drawn anew.</summary>
    public static Initializer TruncatedNormal(double deviation, double cut = 2) => (values, _, key) =>
    {
        for (var i = 0; i < values.Length; i++)
        {
            double z;
            var attempt = 0u;
            do
                z = (key with { Call = attempt++ }).Normal((ulong)i);
            while (Math.Abs(z) > cut);
            values[i] = (float)(deviation * z);
        }
    };

    /// <summary>He et al. 2015 for a leaky ReLU of slope <paramref name="slope"/>: bound sqrt(6 / ((1 + slope^2) fan-in)).</summary>
    public static Initializer KaimingUniform(double slope = 0) => (values, shape, key) =>
        Uniform(Math.Sqrt(6 / ((1 + slope * slope) * FanIn(shape))))(values, shape, key);

    /// <summary>
    /// He et al. 2015: deviation sqrt(2 / ((1 + slope^2) fan)). With <paramref name="fanOut"/> the fan-out counts, which keeps the size of
    /// gradients instead of that of activations.
    /// </summary>
    public static Initializer KaimingNormal(double slope = 0, bool fanOut = false) => (values, shape, key) =>
        Normal(Math.Sqrt(2 / ((1 + slope * slope) * (fanOut ? FanOut(shape) : FanIn(shape)))))(values, shape, key);

    /// <summary>Glorot and Bengio 2010: bound sqrt(6 / (fan-in + fan-out)).</summary>
    public static Initializer XavierUniform(double gain = 1) => (values, shape, key) =>
        Uniform(gain * Math.Sqrt(6 / (FanIn(shape) + FanOut(shape))))(values, shape, key);

    /// <summary>Glorot and Bengio 2010: deviation sqrt(2 / (fan-in + fan-out)).</summary>
    public static Initializer XavierNormal(double gain = 1) => (values, shape, key) =>
        Normal(gain * Math.Sqrt(2 / (FanIn(shape) + FanOut(shape))))(values, shape, key);

    /// <summary>PyTorch's default for the bias beside a weight of this fan-in: within 1 / sqrt(fan-in).</summary>
    public static Initializer BiasFor(int fanIn) => Uniform(1 / Math.Sqrt(fanIn));

    private static double FanIn(Shape weight) => weight.Rank < 2
        ? throw new ArgumentException($"A fan needs a weight of two axes or more, not {weight}.", nameof(weight))
        : weight.Product(1, weight.Rank);

    private static double FanOut(Shape weight) => FanIn(weight) / weight[1] * weight[0];
}
