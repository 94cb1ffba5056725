using System.Globalization;

namespace Saccade.Training;

/// <summary>
/// Reads a file of predictions: columns <c>id</c>, <c>label</c>, <c>prediction</c>, and where there are any <c>split</c>, <c>group</c>, <c>score</c>,
/// <c>threshold</c>, <c>batch</c>, <c>hash</c>, <c>input_*</c>; or <c>label_x</c>, <c>prediction_x</c> and so on for numbers of several parts. Other columns are ignored.
/// </summary>
public sealed class PredictionFile
{
    private const int MostRows = 2_000_000, MostClasses = 500, MostDifferentWholeNumbers = 100;

    // Of all columns together; a field costs memory even where it is ignored.
    private const long MostFields = 50_000_000;

    private static readonly Dictionary<string, Split> Splits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = Split.Train, ["training"] = Split.Train,
        ["validation"] = Split.Validation, ["valid"] = Split.Validation, ["val"] = Split.Validation, ["dev"] = Split.Validation,
        ["test"] = Split.Test, ["testing"] = Split.Test, ["holdout"] = Split.Test,
    };

    private readonly string path;
    private readonly CsvReader reader;
    private readonly PredictionColumns columns;
    private readonly List<(long Line, string[] Fields)> records = [];

    private PredictionFile(string path, CsvReader reader, IReadOnlyDictionary<string, string> named)
    {
        (this.path, this.reader) = (path, reader);
        var fields = new List<string>();
        if (!reader.Read(fields))
            throw new RunException($"{path}: is empty; its first line must name the columns: id,split,label,prediction");
        columns = new PredictionColumns(path, fields, named);
        var width = fields.Count;
        var isUsed = Enumerable.Range(0, width).Select(columns.IsUsed).ToArray();
        while (reader.Read(fields))
        {
            if (fields.Count != width)
                throw Wrong(reader.Line, $"has {fields.Count} fields where the first line names {width} columns");
            if (records.Count == MostRows)
                throw Wrong(reader.Line, $"is beyond the {MostRows:#,0} rows that one audit takes; leave training rows out or judge a part");
            if ((long)records.Count * width >= MostFields)
                throw Wrong(reader.Line, $"is beyond the {MostFields:#,0} fields that one audit takes; leave out columns that it does not look at");
            records.Add((reader.Line, [.. fields.Select((text, i) => isUsed[i] ? text : "")]));
        }
        if (records.Count == 0)
            throw new RunException($"{path}: holds no rows below its first line");
    }

    /// <param name="path">The file.</param>
    /// <param name="kind">What it predicts; null: numbers when every label is a number and some label or prediction is not whole, or labels have more than 100 different values.</param>
    /// <param name="named">Columns that have another name in this file.</param>
    /// <exception cref="RunException">The file cannot be used; names file, line, cause and the way out.</exception>
    public static PredictionTable Read(string path, PredictionKind? kind, IReadOnlyDictionary<string, string> named)
    {
        if (Directory.Exists(path))
            throw new RunException($"{path}: is a folder; give a file of predictions");
        try
        {
            using var reader = new CsvReader(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
            return new PredictionFile(path, reader, named).Table(kind);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RunException($"{path}: there is no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{path}: cannot be read ({RunException.OneLine(e.Message)})", e);
        }
    }

    private PredictionTable Table(PredictionKind? kind)
    {
        var several = columns.Labels.Length > 0;
        var numbers = several || (kind ?? Guess()) == PredictionKind.Numbers;
        var (classes, labels) = numbers ? ([], 0) : Classes();
        var numberOf = classes.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
        var lines = new Dictionary<(Split, string), long>();
        var rows = new PredictionRow[records.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var (line, fields) = records[i];
            var row = Common(line, fields);
            if (!lines.TryAdd((row.Split, row.Id), line))
                throw Wrong(line, $"has the id '{row.Id}' of line {lines[(row.Split, row.Id)]} in the same split; give each sample an id of its own");
            rows[i] = numbers
                ? row with { Target = Numbers(line, fields, columns.Labels, "label")!, Predicted = Numbers(line, fields, columns.Predictions, "prediction") ?? [] }
                : row with { Label = numberOf[ClassName(columns.Text("label", fields)!)], Prediction = columns.Text("prediction", fields) is { } said ? numberOf[ClassName(said)] : -1 };
        }
        if (rows.All(r => r.SaysNothing))
            throw new RunException($"{path}: no row has a prediction");
        return new PredictionTable(path, rows, classes, labels, columns.InputNames, columns.Has("split"));
    }

    private PredictionRow Common(long line, string[] fields) => new()
    {
        Id = columns.Text("id", fields) ?? throw Wrong(line, "has no id"),
        Line = line,
        Split = columns.Text("split", fields) is { } split
            ? Splits.TryGetValue(split, out var known) ? known : throw Wrong(line, $"split '{split}' is not train, validation or test")
            : columns.Has("split") ? throw Wrong(line, "has no split; write train, validation or test") : Split.Test,
        Group = columns.Text("group", fields),
        Batch = columns.Text("batch", fields),
        Hash = columns.Text("hash", fields),
        Score = Optional(line, "score", fields),
        Threshold = Optional(line, "threshold", fields),
        Inputs = [.. columns.Inputs.Select((place, i) => (float)Number(line, columns.InputNames[i], fields[place]))],
    };

    /// <summary>Names of the classes, labels first; and how many are labels.</summary>
    private (string[] Names, int Labels) Classes()
    {
        var labels = records.Select(r => ClassName(columns.Text("label", r.Fields) ?? throw Wrong(r.Line, "has no label"))).ToHashSet(StringComparer.Ordinal);
        var said = records.Select(r => columns.Text("prediction", r.Fields)).OfType<string>().Select(ClassName).ToHashSet(StringComparer.Ordinal);
        if (labels.Count > MostClasses)
            throw new RunException($"{path}: has {labels.Count:#,0} different labels, more than the {MostClasses} classes that an audit takes; if they are numbers, say --kind numbers");
        if (said.Count > 0 && !said.Overlaps(labels))
        {
            var (line, fields) = records.First(r => columns.Text("prediction", r.Fields) is not null);
            throw Wrong(line, $"prediction '{columns.Text("prediction", fields)}' and every other is no label of the file (labels are {string.Join(", ", labels.Order(StringComparer.Ordinal).Take(5).Select(l => $"'{l}'"))}); write both by the same names");
        }
        var others = said.Except(labels).ToArray();
        if (others.Length > MostClasses)
            throw new RunException($"{path}: has {others.Length:#,0} different predictions that are no labels; write labels and predictions by the same names");
        return ([.. InOrder(labels), .. InOrder(others)], labels.Count);
    }

    private static IEnumerable<string> InOrder(IEnumerable<string> names)
    {
        var list = names.ToArray();
        return list.All(n => TryNumber(n, ',', out _)) ? list.OrderBy(n => double.Parse(n, CultureInfo.InvariantCulture)) : list.Order(StringComparer.Ordinal);
    }

    private PredictionKind Guess()
    {
        var labels = records.Select(r => columns.Text("label", r.Fields)).ToArray();
        if (labels.Any(l => l is null || !TryNumber(l, reader.Separator, out _)))
            return PredictionKind.Classes;
        var whole = labels.Concat(records.Select(r => columns.Text("prediction", r.Fields)))
            .All(t => t is null || !TryNumber(t, reader.Separator, out var value) || value == Math.Floor(value));
        return whole && labels.Distinct().Count() <= MostDifferentWholeNumbers ? PredictionKind.Classes : PredictionKind.Numbers;
    }

    /// <summary>A class by one name, however it is written: tables make 1.0 of 1.</summary>
    private static string ClassName(string text) =>
        text.Contains('.') && TryNumber(text, ',', out var value) && value == Math.Floor(value) && Math.Abs(value) < 1e9 ? ((long)value).ToString() : text;

    /// <returns>Null when a prediction is empty.</returns>
    private float[]? Numbers(long line, string[] fields, int[] parts, string column)
    {
        var texts = parts.Length > 0 ? [.. parts.Select(p => fields[p])] : new[] { columns.Text(column, fields) ?? "" };
        if (column == "prediction" && texts.All(t => t.Length == 0))
            return null;
        return [.. texts.Select(t => (float)Number(line, column, t))];
    }

    private double? Optional(long line, string column, string[] fields) => columns.Text(column, fields) is { } text ? Number(line, column, text) : null;

    private double Number(long line, string column, string text) => TryNumber(text, reader.Separator, out var value)
        ? value
        : throw Wrong(line, text.Length == 0 ? $"has no {column}" : $"{column} '{(text.Length > 40 ? text[..40] + ".." : text)}' is not a finite number");

    /// <summary>With a semicolon between fields, numbers may have a decimal comma.</summary>
    private static bool TryNumber(string text, char separator, out double value) =>
        double.TryParse(separator == ';' && !text.Contains('.') ? text.Replace(',', '.') : text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite((float)value);

    private RunException Wrong(long line, string cause) => new($"{path}:{line}: {cause}");
}
