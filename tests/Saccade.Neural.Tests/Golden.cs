using Saccade.Tensors;

namespace Saccade.Neural.Tests;

/// <summary>What PyTorch computed (Golden/, made by tests/golden/make_models.py), and the integer formula that both sides take their numbers from.</summary>
internal static class Golden
{
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name);

    /// <summary>Numbers from -2 to 2 in steps of 0.001, scattered by an integer hash of (salt, position); <c>values</c> in golden.py.</summary>
    public static Tensor Values(Engine engine, uint salt, params ReadOnlySpan<int> extents)
    {
        var values = new float[new Shape(extents).Count];
        for (var i = 0; i < values.Length; i++)
        {
            var h = unchecked((uint)i * 2654435761 + salt * 2246822519);
            h ^= h >> 15;
            h = unchecked(h * 3266489917);
            h ^= h >> 13;
            values[i] = (float)(((int)(h % 4001) - 2000) / 1000.0);
        }
        return engine.From(values, extents);
    }

    /// <summary>The initial weights of make_models.py.</summary>
    public static void Fill(Module model)
    {
        model.Initialize();
        var parameters = model.Parameters();
        for (var i = 0; i < parameters.Count; i++)
        {
            var (name, tensor, _) = parameters[i];
            var start = tensor.Shape.Rank == 1 && name.EndsWith("weight", StringComparison.Ordinal) ? 1f : 0;
            var values = Values(model.Engine, (uint)i + 1, tensor.Count).ToArray();
            for (var j = 0; j < values.Length; j++)
                tensor.AsSpan()[j] = values[j] * 0.15f + start;
        }
    }

    /// <summary>The largest difference relative to 1 + the largest magnitude of the expected tensor must stay below the tolerance.</summary>
    public static void Compare(SafetensorsFile file, string name, ReadOnlySpan<float> actual, double tolerance)
    {
        var expected = new float[actual.Length];
        file.Read(name, expected);
        var scale = 1.0 + expected.Max(MathF.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * scale,
                $"{name}: element {i} is {actual[i]}, PyTorch has {expected[i]} (allowed {tolerance * scale:g3}).");
    }
}
