using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Saccade.Benchmarks;

/// <summary>
/// The tables of docs/results.md and docs/results/persistence.md out of what `saccade compare --json` printed for the parts of a study, FOLDER/PART.json, or `saccade evaluate --json`
/// where a part is one run, FOLDER/PART.evaluation; and FOLDER/PART.seconds with the time the part took.
/// </summary>
internal static class StudyTables
{
    private static readonly string[] Shares = ["accuracy", "curved_accuracy", "attention_consistency", "attention_mass", "persistent_token_share", "object_frame_accuracy", "video_accuracy", "early_accuracy"];

    // More columns than that nobody reads: rows and columns change places.
    private const int MostColumns = 10;

    public static int Print(string folder)
    {
        string[] parts = [.. Directory.GetFiles(folder, "*.json").Concat(Directory.GetFiles(folder, "*.evaluation")).Order(StringComparer.Ordinal)];
        if (parts.Length == 0)
        {
            Console.Error.WriteLine($"{folder} holds no PART.json or PART.evaluation: run benchmarks/study {folder} or benchmarks/persistence {folder} first.");
            return 1;
        }
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var seconds = Path.ChangeExtension(part, ".seconds");
            using var judged = JsonDocument.Parse(File.ReadAllText(part));
            text.Append("## ").Append(Path.GetFileNameWithoutExtension(part));
            if (File.Exists(seconds))
                text.Append(CultureInfo.InvariantCulture, $" ({double.Parse(File.ReadAllText(seconds), CultureInfo.InvariantCulture) / 60:f0} minutes)");
            text.AppendLine().AppendLine();
            if (Path.GetExtension(part) == ".json")
                AppendComparison(text, judged.RootElement);
            else
                AppendRun(text, judged.RootElement);
        }
        Console.Out.Write(text);
        return 0;
    }

    /// <summary>A row for each metric of one run, with its controls.</summary>
    private static void AppendRun(StringBuilder text, JsonElement run)
    {
        // Those for information stand beside the rivals: the best that there can be, other units.
        JsonProperty[] baselines = [.. run.GetProperty("baselines").EnumerateObject(), .. run.GetProperty("information").EnumerateObject()];
        var verdicts = run.GetProperty("claims").EnumerateArray().ToDictionary(c => c.GetProperty("metric").GetString()!, c => c.GetProperty("verdict").GetString()!);
        Row(text, ["metric", "model's", .. baselines.Select(b => b.Name), "verdict"]);
        Row(text, Enumerable.Repeat("---", baselines.Length + 3));
        foreach (var metric in run.GetProperty("metrics").EnumerateObject())
            Row(text,
            [
                metric.Name, Interval(metric.Name, metric.Value, "value"),
                .. baselines.Select(b => b.Value.TryGetProperty(metric.Name, out var value) ? Number(metric.Name, value) : ""), verdicts.GetValueOrDefault(metric.Name, ""),
            ]);
        text.AppendLine();
    }

    private static void AppendComparison(StringBuilder text, JsonElement comparison)
    {
        var models = comparison.GetProperty("models").EnumerateArray().ToArray();
        var runs = comparison.GetProperty("runs").EnumerateArray().ToDictionary(r => r.GetProperty("run").GetString()!);
        var metrics = models.SelectMany(m => m.GetProperty("metrics").EnumerateObject().Select(p => p.Name)).Distinct().ToArray();
        string[][] rows =
        [
            ["model", "seeds", .. metrics],
            .. models.Select(m => (string[])[Name(m), string.Join(", ", m.GetProperty("seeds").EnumerateArray()), .. metrics.Select(metric => Mean(m, metric))]),
        ];
        if (rows[0].Length > MostColumns)
            rows = [.. rows[0].Select((_, column) => rows.Select(r => r[column]).ToArray())];
        Row(text, rows[0]);
        Row(text, Enumerable.Repeat("---", rows[0].Length));
        foreach (var row in rows.Skip(1))
            Row(text, row);
        text.AppendLine();

        var controls = runs.Values.SelectMany(r => r.GetProperty("baselines").EnumerateObject().Select(b => b.Name)).Distinct().ToArray();
        Row(text, ["model", "metric", "model's", .. controls, "verdict"]);
        Row(text, Enumerable.Repeat("---", controls.Length + 4));
        foreach (var model in models)
            foreach (var claim in model.GetProperty("verdicts").EnumerateObject())
                Row(text,
                [
                    Name(model), claim.Name, Number(claim.Name, model.GetProperty("metrics").GetProperty(claim.Name).GetProperty("value")),
                    .. controls.Select(c => MeanOfControl(runs, model, c, claim.Name)), claim.Value.GetString()!,
                ]);
        text.AppendLine();

        if (models.Any(m => m.TryGetProperty("cost", out var cost) && cost.ValueKind == JsonValueKind.Object))
        {
            Row(text, ["model", "parameters", "million multiply-adds a clip, with the heads", "training", "one clip", "training memory", "weights"]);
            Row(text, Enumerable.Repeat("---", 7));
            foreach (var model in models)
                Cost(text, model);
            text.AppendLine();
        }

        var claimed = models.SelectMany(m => m.GetProperty("verdicts").EnumerateObject().Select(v => v.Name)).ToHashSet();
        foreach (var difference in comparison.GetProperty("differences").EnumerateArray().Where(d => claimed.Contains(d.GetProperty("metric").GetString()!)))
            text.AppendLine($"- {difference.GetProperty("metric").GetString()}, {Label(models, difference, "a")} minus {Label(models, difference, "b")}: {Interval(difference.GetProperty("metric").GetString()!, difference, "difference")}, {Conclusion(models, difference)}");
        text.AppendLine();
        var recommendation = comparison.GetProperty("recommendation");
        text.AppendLine(recommendation.GetProperty("text").GetString());
        foreach (var reason in recommendation.GetProperty("reasons").EnumerateArray())
            text.AppendLine($"- {reason.GetString()}");
        text.AppendLine();
    }

    private static void Cost(StringBuilder text, JsonElement model)
    {
        var cost = model.GetProperty("cost");
        string Of(string name, string format) => cost.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble().ToString(format, CultureInfo.InvariantCulture) : "";
        Row(text,
        [
            Name(model), Of("parameters", "n0"), (cost.GetProperty("multiply_adds").GetDouble() / 1e6).ToString("f0", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{model.GetProperty("training_seconds").GetDouble() / 60:f1} min"), Of("latency_ms", "f1") + " ms", Of("train_mb", "f0") + " MB", Of("weights_mb", "f1") + " MB",
        ]);
    }

    private static string MeanOfControl(Dictionary<string, JsonElement> runs, JsonElement model, string control, string metric)
    {
        var values = model.GetProperty("runs").EnumerateArray()
            .Select(r => runs[r.GetString()!].GetProperty("baselines"))
            .Where(b => b.TryGetProperty(control, out var of) && of.TryGetProperty(metric, out var value) && value.ValueKind == JsonValueKind.Number)
            .Select(b => b.GetProperty(control).GetProperty(metric).GetDouble()).ToArray();
        return values.Length == 0 ? "" : Number(metric, values.Average());
    }

    private static string Name(JsonElement model) => model.GetProperty("label").GetString()!;

    private static string Label(JsonElement[] models, JsonElement difference, string side) =>
        Name(models.First(m => m.GetProperty("name").GetString() == difference.GetProperty(side).GetString()));

    private static string Conclusion(JsonElement[] models, JsonElement difference)
    {
        var conclusion = difference.GetProperty("conclusion").GetString()!;
        foreach (var model in models)
            conclusion = conclusion.Replace(model.GetProperty("name").GetString()!, Name(model));
        return conclusion;
    }

    private static string Mean(JsonElement model, string metric) =>
        model.GetProperty("metrics").TryGetProperty(metric, out var interval) ? Interval(metric, interval, "value") : "";

    private static string Interval(string metric, JsonElement interval, string value) =>
        $"{Number(metric, interval.GetProperty(value))} ({Number(metric, interval.GetProperty("low"))} to {Number(metric, interval.GetProperty("high"))})";

    private static string Number(string metric, JsonElement value) => value.ValueKind == JsonValueKind.Number ? Number(metric, value.GetDouble()) : "";

    private static string Number(string metric, double value) =>
        Shares.Contains(metric) ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:f2} %")
        : Math.Abs(value) >= 1000 ? value.ToString("n0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value:f3}");

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
}
