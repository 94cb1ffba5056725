namespace Saccade.Trajectories.Data;

/// <summary>A classifier by a vote of the fifteen nearest neighbours: what a simple observer of a few numbers could learn.</summary>
public static class NearestNeighbours
{
    private const int Neighbours = 15;

    /// <summary>Share of the second half of the samples whose label their nearest neighbours in the first half vote for.</summary>
    /// <param name="features">(N,D): each of the D is brought to unit deviation first.</param>
    /// <param name="labels">(N), counted from 0.</param>
    public static double Accuracy(double[][] features, int[] labels)
    {
        var scaled = Standardised(features);
        var half = Math.Max(Neighbours, scaled.Length / 2);
        if (half >= scaled.Length)
            throw new ArgumentException($"{scaled.Length} samples are too few for {Neighbours} neighbours.", nameof(features));
        var classes = labels.Max() + 1;
        var correct = Enumerable.Range(half, scaled.Length - half).AsParallel().Count(query =>
        {
            var distances = new double[half];
            var neighbourLabels = labels[..half];
            for (var i = 0; i < half; i++)
                distances[i] = SquaredDistance(scaled[i], scaled[query]);
            Array.Sort(distances, neighbourLabels);
            var votes = new int[classes];
            foreach (var label in neighbourLabels.AsSpan(0, Neighbours))
                votes[label]++;
            return Array.IndexOf(votes, votes.Max()) == labels[query];
        });
        return correct / (double)(scaled.Length - half);
    }

    // A feature that does not vary says nothing and becomes 0.
    private static double[][] Standardised(double[][] features)
    {
        var scaled = Array.ConvertAll(features, f => (double[])f.Clone());
        for (var d = 0; d < features[0].Length; d++)
        {
            var mean = features.Average(f => f[d]);
            var deviation = Math.Sqrt(features.Average(f => (f[d] - mean) * (f[d] - mean)));
            foreach (var f in scaled)
                f[d] = deviation > 1e-9 ? (f[d] - mean) / deviation : 0;
        }
        return scaled;
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
