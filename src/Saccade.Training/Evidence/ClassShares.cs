namespace Saccade.Training;

/// <summary>How differently two splits share out their classes: total variation distance, 0 for equal shares, 1 for no class in common.</summary>
internal static class ClassShares
{
    private const double LargestDistance = 0.25;

    public static double Distance(IReadOnlyDictionary<int, int> a, IReadOnlyDictionary<int, int> b)
    {
        double totalA = a.Values.Sum(), totalB = b.Values.Sum();
        return 0.5 * a.Keys.Union(b.Keys).Sum(c => Math.Abs(a.GetValueOrDefault(c) / totalA - b.GetValueOrDefault(c) / totalB));
    }

    /// <summary>Whether the distance is larger than a quarter plus what chance does in a split of b's size.</summary>
    public static bool Differ(IReadOnlyDictionary<int, int> a, IReadOnlyDictionary<int, int> b) =>
        Distance(a, b) > LargestDistance + 0.5 * Math.Sqrt((double)b.Count / b.Values.Sum());
}
