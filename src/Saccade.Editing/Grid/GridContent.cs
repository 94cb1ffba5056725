namespace Saccade.Editing.Grid;

/// <summary>
/// What is heard and seen at each step of a timeline, on the grid's clock: (T, F) numbers, each feature with a name (<c>loudness</c>, <c>motion</c>, ..). A model may be told of it
/// beside the tracks; it is never asked for it.
/// </summary>
public sealed class GridContent
{
    /// <summary>More than anybody extracts: the largest known set has 784.</summary>
    public const int MostFeatures = 1024;

    private const int LongestName = 64;

    private readonly float[] _values;

    /// <param name="names">(F), snake_case and unique.</param>
    /// <param name="values">(T, F), all finite.</param>
    /// <exception cref="ArgumentException">There is no feature or too many, a name is no name, or the numbers are no whole rows or not finite.</exception>
    public GridContent(IReadOnlyList<string> names, float[] values)
    {
        if (!AreNames(names))
            throw new ArgumentException($"Content has 1 to {MostFeatures} features, each with a name of its own of up to {LongestName} letters, digits and '_'.", nameof(names));
        if (values.Length % names.Count != 0)
            throw new ArgumentException($"{values.Length} numbers are no rows of {names.Count}.", nameof(values));
        if (values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            throw new ArgumentException("A number of the content is not finite.", nameof(values));
        (Names, _values) = (names, values);
    }

    /// <summary>(F)</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>T</summary>
    public int Steps => _values.Length / Names.Count;

    /// <summary>(T, F)</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>(F): row <paramref name="step"/>.</summary>
    public ReadOnlySpan<float> Row(int step) => _values.AsSpan(step * Names.Count, Names.Count);

    /// <summary>Whether features can be called so.</summary>
    internal static bool AreNames(IReadOnlyList<string> names) =>
        names.Count is >= 1 and <= MostFeatures && names.Distinct(StringComparer.Ordinal).Count() == names.Count
        && names.All(n => n is { Length: >= 1 and <= LongestName } && n.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
}
