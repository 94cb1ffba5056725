namespace Saccade.Counting.Metrics;

/// <summary>Images with about as many things: errors of a few things and of many are not the same kind of thing.</summary>
/// <param name="Name">For metrics, such as <c>6_10</c>.</param>
/// <param name="Words">For people, such as <c>6 to 10 things</c>.</param>
/// <param name="Fewest">Things.</param>
/// <param name="Most">Things.</param>
public sealed record DensityBin(string Name, string Words, int Fewest, int Most)
{
    public static IReadOnlyList<DensityBin> All { get; } =
    [
        new("0", "no things", 0, 0), new("1_5", "1 to 5 things", 1, 5), new("6_10", "6 to 10 things", 6, 10), new("11_20", "11 to 20 things", 11, 20), new("21_50", "21 to 50 things", 21, 50), new("above_50", "more than 50 things", 51, int.MaxValue),
    ];

    public bool Holds(int things) => things >= Fewest && things <= Most;
}
