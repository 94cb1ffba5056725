using System.Text;
using Saccade.Tensors;

namespace Saccade.Cli.Bench;

/// <summary>Numbers that any language can repeat exactly: a hash of (seed, index) as a float32 in [-0.5, 0.5).</summary>
public static class FormulaNumbers
{
    /// <summary>Element <paramref name="index"/> of the series that <paramref name="seed"/> names.</summary>
    public static float At(uint seed, uint index)
    {
        var hash = (index + 1) * 2654435761u ^ seed * 2246822519u;
        hash ^= hash >> 15;
        hash *= 2246822519u;
        hash ^= hash >> 13;
        return (hash >> 8) / 16777216f - 0.5f;
    }

    /// <summary>Fills an input: the series times <paramref name="scale"/>.</summary>
    public static Tensor Fill(Tensor tensor, uint seed, float scale = 2)
    {
        var values = tensor.AsSpan();
        for (var i = 0; i < values.Length; i++)
            values[i] = At(seed, (uint)i) * scale;
        return tensor;
    }

    /// <summary>Fills a parameter: scales of norms with 1, biases with 0, matrices and kernels with numbers that fit their fan-in.</summary>
    public static void FillWeight(string name, Tensor tensor)
    {
        if (tensor.Shape.Rank < 2)
            tensor.AsSpan().Fill(name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0);
        else
            Fill(tensor, SeedOf(name), (float)(2 / Math.Sqrt(tensor.Shape.Product(1, tensor.Shape.Rank))));
    }

    /// <summary>The seed of a parameter: FNV-1a of its name.</summary>
    public static uint SeedOf(string name)
    {
        var hash = 2166136261u;
        foreach (var letter in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ letter) * 16777619u;
        return hash;
    }
}
