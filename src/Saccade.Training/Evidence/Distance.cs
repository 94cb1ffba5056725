namespace Saccade.Training;

internal static class Distance
{
    /// <summary>Squared Euclidean distance over <paramref name="count"/> numbers from <paramref name="start"/> on.</summary>
    public static double Squared(IReadOnlyList<float> a, IReadOnlyList<float> b, int start, int count)
    {
        // Bootstrap draws come here tens of millions of times, and indexing an array through an interface costs ten times its use.
        var (x, y) = (a as float[] ?? [.. a], b as float[] ?? [.. b]);
        double sum = 0;
        for (var k = start; k < start + count; k++)
        {
            var difference = (double)x[k] - y[k];
            sum += difference * difference;
        }
        return sum;
    }
}
