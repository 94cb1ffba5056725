using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Cli.Doctor;

/// <summary>A few operations against plain loops, and the gradient of a tiny model against its formula: enough to tell a broken machine or build from a working one, in milliseconds.</summary>
internal static class SelfTest
{
    private const double RelativeTolerance = 1e-4;

    public static IReadOnlyList<SelfTestResult> Run(int threads)
    {
        using var engine = new Engine(new EngineOptions { Threads = threads, Seed = 7 });
        using var scope = engine.BeginScope();
        return [MatrixProduct(engine, 33, 31, 65), MatrixProduct(engine, 128, 96, 64), LinearAndRelu(engine), Gradient(engine)];
    }

    private static SelfTestResult MatrixProduct(Engine engine, int m, int n, int k)
    {
        var (a, b) = (Numbers(engine, 1, m, k), Numbers(engine, 2, k, n));
        var product = a.MatMul(b).AsSpan();
        var left = a.AsSpan();
        var right = b.AsSpan();
        var worst = 0.0;
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = 0.0;
                for (var p = 0; p < k; p++)
                    sum += (double)left[i * k + p] * right[p * n + j];
                worst = Math.Max(worst, Math.Abs(product[i * n + j] - sum) / Math.Sqrt(k));
            }
        }
        return Result($"matrix product {m} x {k} by {k} x {n}", worst);
    }

    private static SelfTestResult LinearAndRelu(Engine engine)
    {
        const int Rows = 17, Inputs = 45, Outputs = 19;
        var (x, weight, bias) = (Numbers(engine, 3, Rows, Inputs), Numbers(engine, 4, Outputs, Inputs), Numbers(engine, 5, Outputs));
        var y = x.Linear(weight, bias).Relu().AsSpan();
        var worst = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            for (var output = 0; output < Outputs; output++)
            {
                double sum = bias.AsSpan()[output];
                for (var input = 0; input < Inputs; input++)
                    sum += (double)x.AsSpan()[row * Inputs + input] * weight.AsSpan()[output * Inputs + input];
                worst = Math.Max(worst, Math.Abs(y[row * Outputs + output] - Math.Max(sum, 0)) / Math.Sqrt(Inputs));
            }
        }
        return Result("linear layer and ReLU", worst);
    }

    // The model is y = v·(W·x) for a row x: dy/dW[i, j] = v[i] * x[j], which backward must find through two products.
    private static SelfTestResult Gradient(Engine engine)
    {
        const int Inputs = 13, Hidden = 9;
        var (x, v) = (Numbers(engine, 6, 1, Inputs), Numbers(engine, 7, 1, Hidden));
        var weight = Numbers(engine, 8, Hidden, Inputs).Keep().RequireGradient();
        using (engine.BeginStep(1))
        {
            var y = x.Linear(weight, bias: null).Linear(v, bias: null);
            y.Backward();
        }
        var gradient = weight.Gradient!.AsSpan();
        var worst = 0.0;
        for (var i = 0; i < Hidden; i++)
        {
            for (var j = 0; j < Inputs; j++)
                worst = Math.Max(worst, Math.Abs(gradient[i * Inputs + j] - (double)v.AsSpan()[i] * x.AsSpan()[j]));
        }
        return Result("gradient of a small model", worst);
    }

    private static SelfTestResult Result(string name, double error) => new(name, error < RelativeTolerance, error);

    // Any numbers without a pattern do: the golden ratio's multiples, moved into [-1, 1).
    private static Tensor Numbers(Engine engine, int seed, params ReadOnlySpan<int> extents)
    {
        var tensor = engine.Empty(extents);
        var values = tensor.AsSpan();
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)((seed * 7919 + i) * 0.6180339887498949 % 1.0 * 2 - 1);
        return tensor;
    }
}

/// <summary>What one self-test found.</summary>
/// <param name="Name">What was computed.</param>
/// <param name="Passed">Whether the engine agrees with the plain loop.</param>
/// <param name="Error">The largest difference, in units of the expected size of the sums.</param>
internal sealed record SelfTestResult(string Name, bool Passed, double Error);
