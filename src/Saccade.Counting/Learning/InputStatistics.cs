using Saccade.Counting.Data;
using Saccade.Tensors;

namespace Saccade.Counting.Learning;

/// <summary>Cheap numbers by which an image is told from those that a model was judged on.</summary>
internal static class InputStatistics
{
    /// <param name="image">The image on its canvas.</param>
    /// <param name="seen">[B, P, C]: what the model saw of a batch.</param>
    /// <param name="n">Which of the batch the image is.</param>
    public static IReadOnlyDictionary<string, double> Of(CountingImage image, Tensor seen, int n)
    {
        var (picture, sums, saturation, edges) = (image.Picture, (Sum: 0.0, Squares: 0.0), 0.0, 0.0);
        var pixels = picture.Pixels;
        foreach (var value in pixels)
            sums = (sums.Sum + value, sums.Squares + ((double)value * value));
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            for (var x = 0; x < row.Length; x += 3)
            {
                saturation += Math.Max(row[x], Math.Max(row[x + 1], row[x + 2])) - Math.Min(row[x], Math.Min(row[x + 1], row[x + 2]));
                if (x > 0)
                    edges += Math.Abs(row[x + 1] - row[x - 2]);
            }
        }
        var mean = sums.Sum / pixels.Length;
        double norm = 0;
        var features = seen.Count / seen.Shape[0];
        foreach (var value in seen.AsSpan().Slice(n * features, features))
            norm += (double)value * value;
        return new Dictionary<string, double>
        {
            ["brightness"] = mean / 255,
            ["contrast"] = Math.Sqrt(Math.Max(0, (sums.Squares / pixels.Length) - (mean * mean))) / 255,
            ["saturation"] = saturation / 255 / (picture.Width * picture.Height),
            ["edges"] = edges / 255 / (Math.Max(1, picture.Width - 1) * picture.Height),
            ["feature_norm"] = Math.Sqrt(norm / features),
        };
    }
}
