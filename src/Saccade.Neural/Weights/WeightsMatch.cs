namespace Saccade.Neural;

/// <summary>How the names and shapes of a file and of the model (or its optimiser) that is to be filled from it compare.</summary>
/// <param name="Fitting">The model's tensors that the file has, in the same shape.</param>
/// <param name="Missing">Names that the model has and the file lacks.</param>
/// <param name="Unexpected">Names that the file has and the model lacks.</param>
/// <param name="Misshapen">Names that both have, each with the two shapes.</param>
public sealed record WeightsMatch(
    IReadOnlyList<NamedTensor> Fitting,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unexpected,
    IReadOnlyList<string> Misshapen)
{
    private const int NamesShown = 8;

    public bool Exact => Missing.Count + Unexpected.Count + Misshapen.Count == 0;

    public override string ToString() => Exact
        ? $"all {Fitting.Count} names fit"
        : string.Join("; ", new[] { List("missing", Missing), List("unexpected", Unexpected), List("misshapen", Misshapen) }.Where(s => s.Length > 0));

    internal static WeightsMatch Of(IReadOnlyList<NamedTensor> wanted, IWeightsFile file, string prefix)
    {
        var fitting = new List<NamedTensor>();
        var missing = new List<string>();
        var misshapen = new List<string>();
        var known = new HashSet<string>();
        foreach (var state in wanted)
        {
            known.Add(prefix + state.Name);
            var shape = file.ShapeOf(prefix + state.Name) is { } extents ? $"[{string.Join(", ", extents)}]" : null;
            if (shape is null)
                missing.Add(state.Name);
            else if (shape != state.Tensor.Shape.ToString())
                misshapen.Add($"{state.Name} ({shape} in the file, {state.Tensor.Shape} in the model)");
            else
                fitting.Add(state);
        }
        var unexpected = file.Names
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !known.Contains(name))
            .Select(name => name[prefix.Length..]);
        return new WeightsMatch(fitting, missing, unexpected.ToList(), misshapen);
    }

    private static string List(string what, IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        <= NamesShown => $"{what}: {string.Join(", ", names)}",
        _ => $"{what}: {string.Join(", ", names.Take(NamesShown))} and {names.Count - NamesShown} more",
    };
}
