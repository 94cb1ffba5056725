using Saccade.Tensors.Kernels;
using Saccade.Tensors.Random;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

/// <summary>Multi-head attention in float64, one loop inside another.</summary>
internal sealed record AttentionReference(int Heads)
{
    /// <summary>Query i sees the keys up to i + this; null for all.</summary>
    public int? CausalOffset { get; init; }

    /// <summary>[N, S] as in the options.</summary>
    public int[]? KeyMask { get; init; }

    public double? Scale { get; init; }

    public float Dropout { get; init; }

    /// <summary>y [N, T, H·D] of q [N, T, H·D], k and v [N, S, H·D].</summary>
    public DoubleArray Output(DoubleArray q, DoubleArray k, DoubleArray v)
    {
        int samples = q.Shape[0], queries = q.Shape[1], keys = k.Shape[1], size = q.Shape[2] / Heads;
        var weights = Weights(q, k);
        var factors = Factors(samples, queries, keys);
        var y = new DoubleArray(samples, queries, Heads * size);
        for (var n = 0; n < samples; n++)
            for (var h = 0; h < Heads; h++)
                for (var i = 0; i < queries; i++)
                    for (var j = 0; j < keys; j++)
                    {
                        var weight = weights[n, h, i, j] * (factors?[n, h, i, j] ?? 1);
                        for (var d = h * size; d < (h + 1) * size; d++)
                            y[n, i, d] += weight * v[n, j, d];
                    }
        return y;
    }

    public DoubleArray PackedOutput(DoubleArray qkv) => Output(Part(qkv, 0), Part(qkv, 1), Part(qkv, 2));

    /// <summary>The softmax [N, H, T, S], before dropout.</summary>
    public DoubleArray Weights(DoubleArray q, DoubleArray k)
    {
        int samples = q.Shape[0], queries = q.Shape[1], keys = k.Shape[1], size = q.Shape[2] / Heads;
        var scale = Scale ?? 1 / Math.Sqrt(size);
        var weights = new DoubleArray(samples, Heads, queries, keys);
        var row = new double[keys];
        for (var n = 0; n < samples; n++)
            for (var h = 0; h < Heads; h++)
                for (var i = 0; i < queries; i++)
                {
                    for (var j = 0; j < keys; j++)
                    {
                        row[j] = 0;
                        for (var d = h * size; d < (h + 1) * size; d++)
                            row[j] += scale * q[n, i, d] * k[n, j, d];
                        if (j > i + CausalOffset || KeyMask?[n * keys + j] == 0)
                            row[j] = double.NegativeInfinity;
                    }
                    var maximum = row.Max();
                    if (double.IsNegativeInfinity(maximum))
                        continue;
                    var sum = row.Sum(x => Math.Exp(x - maximum));
                    for (var j = 0; j < keys; j++)
                        weights[n, h, i, j] = Math.Exp(row[j] - maximum) / sum;
                }
        return weights;
    }

    /// <summary>Part 0, 1 or 2 of a packed projection.</summary>
    public static DoubleArray Part(DoubleArray qkv, int part)
    {
        int samples = qkv.Shape[0], rows = qkv.Shape[1], columns = qkv.Shape[2] / 3;
        var values = new DoubleArray(samples, rows, columns);
        for (var n = 0; n < samples; n++)
            for (var i = 0; i < rows; i++)
                for (var d = 0; d < columns; d++)
                    values[n, i, d] = qkv[n, i, part * columns + d];
        return values;
    }

    /// <summary>The factors of the first dropout of step 0 under seed 0: for each group of 32 queries, all its keys (an even number of them).</summary>
    private unsafe DoubleArray? Factors(int samples, int queries, int keys)
    {
        if (Dropout == 0)
            return null;
        var mask = new DropoutMask(new RandomKey(0, RandomStream.Operations, 0), Dropout);
        int groups = (queries + 31) / 32, even = (keys + 1) / 2 * 2;
        var all = new float[samples * Heads * groups * even * 32];
        fixed (float* first = all)
            mask.Fill(first, 0, all.Length);
        var factors = new DoubleArray(samples, Heads, queries, keys);
        for (var n = 0; n < samples; n++)
            for (var h = 0; h < Heads; h++)
                for (var i = 0; i < queries; i++)
                    for (var j = 0; j < keys; j++)
                        factors[n, h, i, j] = all[((((n * Heads + h) * groups + i / 32) * even) + j) * 32 + i % 32];
        return factors;
    }
}
