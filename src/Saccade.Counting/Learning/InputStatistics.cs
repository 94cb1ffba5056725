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
        var (pixels, sums) = (image.Picture.Pixels, (Sum: 0.0, Squares: 0.0));
        foreach (var value in pixels)
            sums = (sums.Sum + value, sums.Squares + ((double)value * value));
        var mean = sums.Sum / pixels.Length;
        double norm = 0;
        var features = seen.Count / seen.Shape[0];
        foreach (var value in seen.AsSpan().Slice(n * features, features))
            norm += (double)value * value;
        return new Dictionary<string, double>
        {
            ["brightness"] = mean / 255,
            ["contrast"] = Math.Sqrt(Math.Max(0, (sums.Squares / pixels.Length) - (mean * mean))) / 255,
            ["feature_norm"] = Math.Sqrt(norm / features),
        };
    }
}
