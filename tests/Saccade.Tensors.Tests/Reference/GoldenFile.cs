using System.Text.Json;

namespace Saccade.Tensors.Tests.Reference;

/// <summary>
/// Outputs of PyTorch from Golden/*.json, made by the script of the same name in tests/golden. Inputs come from the integer formula
/// <see cref="Values"/>, the same on both sides.
/// </summary>
internal sealed class GoldenFile(string name)
{
    private readonly Dictionary<string, float[]> _outputs = JsonSerializer.Deserialize<Dictionary<string, float[]>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".json")))!;

    public float[] this[string key] => _outputs[key];

    /// <summary>Numbers from -2 to 2 in steps of 0.001, scattered by an integer hash of (salt, position).</summary>
    public static float[] Values(uint salt, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var h = unchecked((uint)i * 2654435761 + salt * 2246822519);
            h ^= h >> 15;
            h = unchecked(h * 3266489917);
            h ^= h >> 13;
            values[i] = (float)(((int)(h % 4001) - 2000) / 1000.0);
        }
        return values;
    }

    public static Tensor Tensor(Engine engine, uint salt, params ReadOnlySpan<int> extents) =>
        engine.From(Values(salt, new Shape(extents).Count), extents);

    /// <summary>The largest difference relative to 1 + the largest expected magnitude must stay below the tolerance.</summary>
    public void Compare(string key, ReadOnlySpan<float> actual, double tolerance = 1e-5) =>
        OperationCheck.Compare(key, Array.ConvertAll(this[key], v => (double)v), actual.ToArray(), tolerance);
}
