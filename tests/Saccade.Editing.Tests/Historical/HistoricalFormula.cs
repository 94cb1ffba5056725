using System.Text;
using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Neural;

namespace Saccade.Editing.Tests.Historical;

/// <summary>The numbers of tests/golden/make_historical.py: weights by a hash of their name, and a batch of two windows of seven steps, the second with three of padding.</summary>
internal static class HistoricalFormula
{
    public const int Windows = 2, Steps = 7;

    private static readonly int[] Real = [7, 4];

    public static string GoldenFile => Path.Combine(AppContext.BaseDirectory, "Golden", "historical.safetensors");

    public static void Fill(Module model)
    {
        model.Initialize();
        foreach (var (name, tensor, _) in model.Parameters())
        {
            var isVector = tensor.Shape.Rank < 2;
            var scale = (float)(isVector ? 0.05 : 0.6 / Math.Sqrt(tensor.Shape[1]));
            var start = isVector && name.Contains("norm", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal) ? 1f : 0;
            var values = tensor.AsSpan();
            for (var i = 0; i < values.Length; i++)
                values[i] = Value(SaltOf(name), i) * scale + start;
        }
    }

    public static GridBatch Batch()
    {
        var layout = GridLayout.Nine;
        var batch = new GridBatch(["a@0", "b@0"], ["a", "b"], ColumnScaler.None(layout), Steps);
        for (var n = 0; n < Windows; n++)
        {
            var rows = new float[Real[n] * layout.Width];
            for (var i = 0; i < rows.Length; i++)
            {
                var value = Value(100, n * Steps * layout.Width + i);
                rows[i] = (i % layout.Values.Count) switch
                {
                    GridLayout.Active => value > 0.5f ? 1 : 0,
                    GridLayout.Asset => MathF.Floor((value + 2) * 2.49f),
                    _ => value,
                };
            }
            batch.Set(n, rows, rows);
        }
        return batch;
    }

    private static uint SaltOf(string name)
    {
        var salt = 2166136261u;
        foreach (var letter in Encoding.UTF8.GetBytes(name))
            salt = unchecked((salt ^ letter) * 16777619u);
        return salt;
    }

    /// <summary><c>values</c> of golden.py.</summary>
    private static float Value(uint salt, int i)
    {
        var h = unchecked((uint)i * 2654435761 + salt * 2246822519);
        h ^= h >> 15;
        h = unchecked(h * 3266489917);
        h ^= h >> 13;
        return (float)(((int)(h % 4001) - 2000) / 1000.0);
    }
}
