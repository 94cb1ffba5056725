namespace Saccade.Trajectories.Tests;

/// <summary>A classifier by the fifteen nearest neighbours on standardised features: what a simple observer could learn from them.</summary>
internal static class NearestNeighbours
{
    private const int Neighbours = 15;

    /// <summary>Share of the second half of the samples whose label the first half's nearest neighbours vote for.</summary>
    public static double Accuracy(double[][] features, int[] labels)
    {
        var classes = labels.Max() + 1;
        Standardise(features);
        var half = features.Length / 2;
        var correct = Enumerable.Range(half, features.Length - half).AsParallel().Count(query =>
        {
            var distances = new double[half];
            var order = new int[half];
            for (var i = 0; i < half; i++)
                (distances[i], order[i]) = (Distance(features[i], features[query]), i);
            Array.Sort(distances, order);
            var votes = new int[classes];
            foreach (var neighbour in order.AsSpan(0, Neighbours))
                votes[labels[neighbour]]++;
            return Array.IndexOf(votes, votes.Max()) == labels[query];
        });
        return correct / (double)(features.Length - half);
    }

    private static double Distance(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    private static void Standardise(double[][] features)
    {
        for (var d = 0; d < features[0].Length; d++)
        {
            var mean = features.Average(f => f[d]);
            var deviation = Math.Sqrt(features.Average(f => (f[d] - mean) * (f[d] - mean)));
            foreach (var f in features)
                f[d] = deviation > 1e-9 ? (f[d] - mean) / deviation : 0;
        }
    }
}
