namespace Saccade.Training;

internal static class Distance
{
    /// <summary>Squared Euclidean distance over <paramref name="count"/> numbers from <paramref name="start"/> on.</summary>
    public static double Squared(IReadOnlyList<float> a, IReadOnlyList<float> b, int start, int count)
    {
        double sum = 0;
        for (var k = start; k < start + count; k++)
        {
            var difference = (double)a[k] - b[k];
            sum += difference * difference;
        }
        return sum;
    }
}
