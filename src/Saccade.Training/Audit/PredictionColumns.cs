namespace Saccade.Training;

/// <summary>Which column of a file holds what.</summary>
internal sealed class PredictionColumns
{
    private const string InputPrefix = "input_", LabelPrefix = "label_", PredictionPrefix = "prediction_";
    private static readonly string[] Known = ["id", "split", "group", "label", "prediction", "score", "threshold", "batch", "hash"];

    private readonly Dictionary<string, int> places = [];

    /// <param name="path">Names the file in errors.</param>
    /// <param name="header">The file's first record.</param>
    /// <param name="named"><c>column=NAME</c>: this file's name for one of the columns.</param>
    /// <exception cref="RunException">A column is missing or there twice.</exception>
    public PredictionColumns(string path, IReadOnlyList<string> header, IReadOnlyDictionary<string, string> named)
    {
        var names = header.Select(h => h.Trim().ToLowerInvariant()).ToArray();
        if (names.Where(n => n.Length > 0).GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new RunException($"{path}:1: the column '{twice.Key}' is there twice; rename one");
        foreach (var (column, name) in named)
        {
            if (!Known.Contains(column))
                throw new RunException($"--column {column}={name}: there is no column '{column}'; the nearest is '{NearestName.Of(column, Known)}'");
            places[column] = Array.IndexOf(names, name.ToLowerInvariant()) is >= 0 and var at
                ? at
                : throw new RunException($"{path}:1: has no column '{name}'; it has {Listed(header)}");
        }
        foreach (var column in Known)
        {
            if (Array.IndexOf(names, column) is >= 0 and var at)
                places.TryAdd(column, at);
        }
        Inputs = Starting(names, InputPrefix);
        Labels = Starting(names, LabelPrefix);
        Predictions = [.. Labels.Select(l => Array.IndexOf(names, PredictionPrefix + names[l][LabelPrefix.Length..]))];
        InputNames = [.. Inputs.Select(i => header[i])];
        if (Array.IndexOf(Predictions, -1) is >= 0 and var lone)
            throw new RunException($"{path}:1: has '{names[Labels[lone]]}' and no '{PredictionPrefix}{names[Labels[lone]][LabelPrefix.Length..]}'; numbers of several parts need both for each part");
        foreach (var column in Labels.Length > 0 ? ["id"] : new[] { "id", "label", "prediction" })
        {
            if (!places.ContainsKey(column))
                throw new RunException($"{path}:1: has no column '{column}'; it has {Listed(header)}: rename one, or say which with --column {column}=NAME");
        }
    }

    /// <summary>Places of the inputs' columns.</summary>
    public int[] Inputs { get; }

    public string[] InputNames { get; }

    /// <summary>Places of the parts of a target of several numbers; empty when there is one column.</summary>
    public int[] Labels { get; }

    /// <summary>Places of the predictions of <see cref="Labels"/>.</summary>
    public int[] Predictions { get; }

    /// <summary>Whether an audit looks at the column in this place.</summary>
    public bool IsUsed(int place) => places.ContainsValue(place) || Inputs.Contains(place) || Labels.Contains(place) || Predictions.Contains(place);

    public bool Has(string column) => places.ContainsKey(column);

    /// <summary>The field of a column; null when there is no such column or the field is empty.</summary>
    public string? Text(string column, IReadOnlyList<string> fields) =>
        places.TryGetValue(column, out var at) && fields[at].Length > 0 ? fields[at] : null;

    private static int[] Starting(string[] names, string prefix) =>
        [.. names.Index().Where(n => n.Item.Length > prefix.Length && n.Item.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n.Index)];

    private static string Listed(IReadOnlyList<string> header) =>
        string.Join(", ", header.Take(12).Select(h => $"'{(h.Length > 40 ? h[..40] + ".." : h)}'")) + (header.Count > 12 ? ", .." : "");
}
