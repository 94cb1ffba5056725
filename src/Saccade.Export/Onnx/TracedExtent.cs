namespace Saccade.Export.Onnx;

/// <summary>
/// One extent of a shape, as it was in two passes with other extents of the inputs: the same in both, it is a number; otherwise it is a product of a number and of
/// the inputs' named extents, or unknown.
/// </summary>
/// <param name="First">In the first pass.</param>
/// <param name="Second">In the second.</param>
internal readonly record struct TracedExtent(int First, int Second)
{
    public bool IsNumber => First == Second;

    /// <summary>Number and names whose product this is; null where there is none.</summary>
    /// <param name="names">The named extents and what they were in both passes, pairwise without common factors.</param>
    public (int Factor, IReadOnlyList<string> Names)? Product(IReadOnlyList<(string Name, int First, int Second)> names)
    {
        if (IsNumber)
            return (First, []);
        for (var i = 0; i < names.Count; i++)
        {
            if (Factor(names[i].First, names[i].Second) is { } one)
                return (one, [names[i].Name]);
            for (var j = i; j < names.Count; j++)
            {
                if (Factor(names[i].First * names[j].First, names[i].Second * names[j].Second) is { } two)
                    return (two, [names[i].Name, names[j].Name]);
            }
        }
        return null;
    }

    private int? Factor(int first, int second) => First % first == 0 && Second % second == 0 && First / first == Second / second ? First / first : null;
}
