namespace Saccade.Editing.Style;

/// <summary>A value that is used often.</summary>
/// <param name="Value">The value.</param>
/// <param name="Share">Of all, by weight (seconds, or number).</param>
/// <param name="Count">How often.</param>
public sealed record Usual<T>(T Value, double Share, int Count);

/// <summary>Finds the values that are used most.</summary>
internal static class Usuals
{
    /// <param name="values">Values with their weights.</param>
    /// <param name="most">How many to name.</param>
    /// <returns>The weightiest first; of equal ones the one that was met first.</returns>
    public static IReadOnlyList<Usual<T>> Of<T>(IEnumerable<(T Value, double Weight)> values, int most)
    {
        var groups = values.GroupBy(v => v.Value).Select(g => (g.Key, Weight: g.Sum(v => v.Weight), Count: g.Count())).ToArray();
        var all = groups.Sum(g => g.Weight);
        return [.. groups.Where(g => g.Weight > 0).OrderByDescending(g => g.Weight).Take(most).Select(g => new Usual<T>(g.Key, g.Weight / all, g.Count))];
    }

    public static IReadOnlyList<Usual<T>> Of<T>(IEnumerable<T> values, int most) => Of(values.Select(v => (v, 1.0)), most);
}
