namespace Saccade.Training;

/// <summary>A question about runs: which, in what order, how many, and what of each.</summary>
public sealed record RunQuery
{
    private const string Wildcard = "*";
    private const string Descending = ":desc", Ascending = ":asc";
    private const int MetricColumns = 3;

    /// <summary>Which runs; null: all.</summary>
    public RunFilter? Where { get; init; }

    /// <summary>Names of values, each a column; a name that ends in <c>*</c> stands for all that begin so. Empty: what one mostly wants to see.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>Names of values to sort by, the first before the others; <c>:desc</c> behind one: the greatest first, <c>:asc</c>, or neither: the least. Runs that lack the value come last.</summary>
    public IReadOnlyList<string> Sort { get; init; } = [];

    /// <summary>How many at most; null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>Answers it.</summary>
    /// <param name="scan">The runs.</param>
    /// <param name="root">The folder that was scanned.</param>
    public RunQueryResult Run(RunScan scan, string root)
    {
        var all = scan.Runs.Select(r => RunFields.Of(r, Path.GetFullPath(root))).ToArray();
        var known = all.SelectMany(f => f.Keys).Concat(RunFields.Names).ToHashSet();
        IEnumerable<IReadOnlyDictionary<string, RunValue>> wanted = all.Where(f => Where?.Accepts(f) ?? true);
        foreach (var key in Sort.Reverse())
            wanted = Sorted(wanted, key);
        var rows = wanted.ToArray();
        var shown = Limit is { } limit ? rows.Take(limit).ToArray() : rows;
        var columns = Select.Count == 0 ? Usual(shown) : Select.SelectMany(name => Expanded(name, shown)).Distinct();
        // Nothing can be said about names when there are no runs to know them.
        var unknown = all.Length == 0 ? [] : (Where?.Names ?? []).Concat(Select.Where(s => !s.EndsWith(Wildcard, StringComparison.Ordinal))).Concat(Sort.Select(NameOf)).Where(n => !known.Contains(n)).Distinct();
        var empty = all.Length == 0 ? [] : Select.Where(s => s.EndsWith(Wildcard, StringComparison.Ordinal)).Select(s => s[..^1]).Where(begin => !known.Any(k => k.StartsWith(begin, StringComparison.Ordinal))).Distinct();
        return new RunQueryResult([.. columns], shown, rows.Length,
        [
            .. unknown.Select(n => $"no run has a value called '{n}'; the nearest name is '{NearestName.Of(n, known)}'"),
            .. empty.Select(begin => $"no run has a value whose name begins with '{begin}'"),
        ]);
    }

    private static IEnumerable<IReadOnlyDictionary<string, RunValue>> Sorted(IEnumerable<IReadOnlyDictionary<string, RunValue>> rows, string key)
    {
        var name = NameOf(key);
        var lackingLast = rows.OrderBy(f => !f.ContainsKey(name));
        return key.EndsWith(Descending, StringComparison.Ordinal) ? lackingLast.ThenByDescending(f => f.GetValueOrDefault(name)) : lackingLast.ThenBy(f => f.GetValueOrDefault(name));
    }

    private static string NameOf(string key) =>
        key.EndsWith(Descending, StringComparison.Ordinal) ? key[..^Descending.Length] : key.EndsWith(Ascending, StringComparison.Ordinal) ? key[..^Ascending.Length] : key;

    private static IEnumerable<string> Expanded(string name, IReadOnlyList<IReadOnlyDictionary<string, RunValue>> rows) =>
        name.EndsWith(Wildcard, StringComparison.Ordinal) ? rows.SelectMany(f => f.Keys).Where(k => k.StartsWith(name[..^1], StringComparison.Ordinal)).Distinct() : [name];

    /// <summary>Applications name the metric that matters most first.</summary>
    private static IEnumerable<string> Usual(IReadOnlyList<IReadOnlyDictionary<string, RunValue>> rows) =>
    [
        "run", "task", "model", "seed", "status", "epoch", "loss",
        .. rows.SelectMany(f => f.Keys.Where(k => k.StartsWith(RunFields.MetricPrefix, StringComparison.Ordinal)).Take(MetricColumns).Select((Key, Place) => (Key, Place)))
            .GroupBy(k => k.Key).OrderBy(g => g.Min(k => k.Place)).ThenByDescending(g => g.Count()).Select(g => g.Key).Take(MetricColumns),
        "verdict",
    ];
}

/// <summary>What a query found.</summary>
/// <param name="Columns">Names of values.</param>
/// <param name="Rows">Each run's values by name; a run need not have each column's.</param>
/// <param name="Matched">How many runs fit, before the limit.</param>
/// <param name="Notices">Names that no run knows, one a line.</param>
public sealed record RunQueryResult(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyDictionary<string, RunValue>> Rows, int Matched, IReadOnlyList<string> Notices);
