using Saccade.Tensors.Random;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Tests.Reference;

/// <summary>
/// Holds an operation against its float64 reference: values directly, gradients against central differences of the reference.
/// Inputs are seeded normal numbers; the loss is the sum of the output times fixed random weights, so that every output element counts.
/// </summary>
internal static class OperationCheck
{
    private const double Step = 1e-5;

    /// <param name="shapes">The shapes of the inputs; each one gets a gradient check.</param>
    /// <param name="operation">The engine's operation.</param>
    /// <param name="reference">The same, in float64.</param>
    /// <param name="tolerance">Largest difference allowed, relative to 1 + the largest magnitude in the array compared.</param>
    /// <param name="transform">Applied to the random inputs: keeps them away from kinks, or positive for a logarithm.</param>
    /// <param name="differentiable">How many of the inputs, from the first, get a gradient check; all by default.</param>
    public static void Agrees(
        Shape[] shapes,
        Func<Tensor[], Tensor> operation,
        Func<DoubleArray[], DoubleArray> reference,
        double tolerance = 2e-5,
        Func<double, double>? transform = null,
        int? differentiable = null)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        var inputs = new DoubleArray[shapes.Length];
        for (var i = 0; i < shapes.Length; i++)
        {
            var key = new RandomKey(7, RandomStream.Data, (ulong)i);
            var values = new double[shapes[i].Count];
            for (var j = 0; j < values.Length; j++)
            {
                var value = key.Normal((ulong)j);
                // Rounded to float32 first: both sides then start from the same numbers.
                values[j] = (float)(transform is null ? value : transform(value));
            }
            inputs[i] = new DoubleArray(shapes[i], values);
        }
        var checkedInputs = differentiable ?? shapes.Length;

        using var step = engine.BeginStep(0);
        var tensors = new Tensor[shapes.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = engine.From(Array.ConvertAll(inputs[i].Values, v => (float)v), Extents(shapes[i]));
            if (i < checkedInputs)
                tensors[i].RequireGradient();
        }
        var y = operation(tensors);
        var expected = reference(inputs);
        Assert.Equal(expected.Shape, y.Shape);
        Compare("value", expected.Values, y.ToArray(), tolerance);
        if (checkedInputs == 0)
            return;

        var weightKey = new RandomKey(11, RandomStream.Data, 99);
        var weights = new double[y.Count];
        for (var j = 0; j < weights.Length; j++)
            weights[j] = (float)weightKey.Normal((ulong)j);
        y.Backward(engine.From(Array.ConvertAll(weights, v => (float)v), Extents(y.Shape)));
        for (var i = 0; i < checkedInputs; i++)
            Compare($"gradient of input {i}", Differences(inputs, i, reference, weights), tensors[i].Gradient!.ToArray(), tolerance * 4);
    }

    /// <summary>The largest difference relative to 1 + the largest expected magnitude must stay below the tolerance.</summary>
    public static void Compare(string what, double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = 1.0;
        foreach (var value in expected)
            scale = Math.Max(scale, Math.Abs(value));
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - actual[i]);
            Assert.True(
                difference <= tolerance * scale,
                $"{what}: element {i} is {actual[i]}, the reference says {expected[i]} (difference {difference:g3}, allowed {tolerance * scale:g3}).");
        }
    }

    private static double[] Differences(DoubleArray[] inputs, int input, Func<DoubleArray[], DoubleArray> reference, double[] weights)
    {
        var gradient = new double[inputs[input].Count];
        var moved = inputs.Select(x => x.Clone()).ToArray();
        for (var j = 0; j < gradient.Length; j++)
        {
            var value = moved[input][j];
            moved[input][j] = value + Step;
            var above = Weighted(reference(moved), weights);
            moved[input][j] = value - Step;
            var below = Weighted(reference(moved), weights);
            moved[input][j] = value;
            gradient[j] = (above - below) / (2 * Step);
        }
        return gradient;
    }

    private static double Weighted(DoubleArray y, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += y[i] * weights[i];
        return sum;
    }

    private static int[] Extents(Shape shape)
    {
        var extents = new int[shape.Rank];
        shape.CopyTo(extents);
        return extents;
    }
}
