namespace Saccade.Training;

/// <summary>
/// The plainest classifier there is: each class is the mean of its feature vectors, every feature brought to unit deviation, and a sample
/// belongs to the class whose mean is nearest.
/// </summary>
public sealed class NearestCentroid
{
    private readonly double[] means, scales;
    private readonly (int Label, double[] Centre)[] centroids;

    private NearestCentroid(double[] means, double[] scales, (int, double[])[] centroids) => (this.means, this.scales, this.centroids) = (means, scales, centroids);

    /// <param name="samples">Each with its class and its D features; at least one.</param>
    public static NearestCentroid Fit(IReadOnlyList<(int Label, float[] Features)> samples)
    {
        var width = samples[0].Features.Length;
        var means = new double[width];
        var scales = new double[width];
        for (var d = 0; d < width; d++)
        {
            means[d] = samples.Average(s => (double)s.Features[d]);
            var deviation = Math.Sqrt(samples.Average(s => (s.Features[d] - means[d]) * (s.Features[d] - means[d])));
            // A feature that does not vary says nothing.
            scales[d] = deviation > 1e-9 ? 1 / deviation : 0;
        }
        var centroids = samples.GroupBy(s => s.Label).OrderBy(g => g.Key)
            .Select(g => (g.Key, Enumerable.Range(0, width).Select(d => scales[d] * (g.Average(s => (double)s.Features[d]) - means[d])).ToArray()));
        return new NearestCentroid(means, scales, [.. centroids]);
    }

    /// <summary>The class of a sample; of equally near ones the first.</summary>
    public int Predict(float[] features)
    {
        var (nearest, least) = (-1, double.PositiveInfinity);
        foreach (var (label, centre) in centroids)
        {
            double distance = 0;
            for (var d = 0; d < centre.Length; d++)
            {
                var difference = scales[d] * (features[d] - means[d]) - centre[d];
                distance += difference * difference;
            }
            if (distance < least)
                (nearest, least) = (label, distance);
        }
        return nearest;
    }
}
