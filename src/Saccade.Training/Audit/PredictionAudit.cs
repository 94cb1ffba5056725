namespace Saccade.Training;

/// <summary>
/// Judges somebody's predictions as <see cref="RunEvaluator"/> judges a run: data checks, controls, intervals, a verdict for each claim. Only what a table can tell: controls
/// that would have to be trained are missing, and a model that saw its test while training is caught by what the rows say alone.
/// </summary>
public static class PredictionAudit
{
    // With fewer inputs, strangers lie near each other by chance; then only equal inputs are twins, if they are fine enough to tell rows apart at all.
    private const int FewestNearInputs = 8, FewestEqualInputs = 3;
    private const double MostRepeated = 0.05;

    /// <param name="table">The predictions.</param>
    /// <param name="wanted">The split to judge; null: test, or without any such row validation.</param>
    /// <param name="accepted">Names of checks whose failure the user accepts.</param>
    /// <exception cref="RunException">No row belongs to the split.</exception>
    public static Evaluation Judge(PredictionTable table, Split? wanted, IReadOnlyList<string> accepted)
    {
        var split = wanted ?? (table.Rows.Any(r => r.Split == Split.Test) ? Split.Test : Split.Validation);
        var judged = table.Rows.Where(r => r.Split == split).ToArray();
        if (judged.Length == 0)
            throw new RunException($"{table.Path}: has no rows of the {DataInventory.Word(split)} split; it has {string.Join(", ", table.Rows.Select(r => r.Split).Distinct().Order().Select(DataInventory.Word))}");
        var meaning = ScoreMeaning.Of(table, judged);
        var outputs = judged.Select(r => Output(table, r, meaning)).ToArray();
        // What is trained on the judged labels themselves is as good as a control can be.
        var training = table.Rows.Where(r => r.Split == Split.Train).ToArray();
        var controls = new AuditControls(training.Length > 0 && split != Split.Train ? training : judged, outputs);
        var isClasses = table.Classes.Count > 0;
        IReadOnlyList<CheckResult?> checks =
        [
            .. DataChecks.Judge(Inventory(table, split)),
            ThresholdCheck.Judge(judged, meaning.Positive),
            BatchAverageCheck.Judge(judged),
        ];
        IReadOnlyList<IMetric> metrics = isClasses ? [new Accuracy(), new ExpectedCalibrationError()] : [NumberError.RootMeanSquared, NumberError.MeanAbsolute];
        var evaluation = new EvidenceCourt(metrics, [.. checks.OfType<CheckResult>()], accepted)
            .Judge("audit", table.Path, split, outputs, isClasses ? controls.OfClasses() : controls.OfNumbers(), table.Classes);
        return evaluation with { Findings = [.. Findings(table, judged, training.Length, split)] };
    }

    private static SampleOutput Output(PredictionTable table, PredictionRow row, ScoreMeaning meaning) => new()
    {
        Id = row.Id,
        Group = row.Group,
        Label = row.Label,
        Prediction = row.Prediction,
        Probabilities = row.Prediction >= 0 && meaning.Confidence(row) is { } confidence ? new OneProbability(table.Classes.Count, row.Prediction, (float)confidence) : [],
        Position = row.Target,
        PredictedPosition = row.Predicted,
    };

    private static DataInventory Inventory(PredictionTable table, Split judged)
    {
        var isDistinct = table.InputNames.Count >= FewestEqualInputs
            && table.Rows.GroupBy(r => r.Split).All(s => s.Select(InputHash).Distinct().Count() >= (1 - MostRepeated) * s.Count());
        var features = isDistinct && table.InputNames.Count >= FewestNearInputs ? Features(table.Rows) : [];
        return new DataInventory(table.Rows.Select((row, i) => new DataItem
        {
            Id = row.Id,
            Split = row.Split,
            Index = i,
            Group = row.Group,
            Label = row.Label,
            Target = row.Target,
            ContentHash = row.Hash is not null ? Hash(row.Hash) : isDistinct ? InputHash(row) : null,
            Inputs = row.Inputs,
            Features = features.Length > 0 ? features[i] : [],
            Error = row.Split == judged && row.SaysNothing ? $"line {row.Line} has no prediction" : null,
        }), [.. table.Classes.Take(table.Labels)])
        {
            InputNames = table.InputNames,
        };
    }

    /// <summary>Inputs brought to unit deviation, in which twins lie near.</summary>
    private static float[][] Features(IReadOnlyList<PredictionRow> rows)
    {
        var scales = Enumerable.Range(0, rows[0].Inputs.Length).Select(d =>
        {
            var mean = rows.Average(r => (double)r.Inputs[d]);
            var deviation = Math.Sqrt(rows.Average(r => (r.Inputs[d] - mean) * (r.Inputs[d] - mean)));
            return deviation > 0 ? 1 / deviation : 0;
        }).ToArray();
        return [.. rows.Select(r => r.Inputs.Select((x, d) => (float)(x * scales[d])).ToArray())];
    }

    private static IEnumerable<Finding> Findings(PredictionTable table, PredictionRow[] judged, int training, Split split)
    {
        if (training == 0 || split == Split.Train)
            yield return new Finding("no_training_rows", "the file holds no training labels beside those judged, so its controls know the judged labels, and nothing is known of what the splits share");
        var said = judged.Where(r => r.Prediction >= 0).Select(r => r.Prediction).ToHashSet();
        var never = judged.Where(r => r.Label >= 0).Select(r => r.Label).Distinct().Except(said).Order().Select(c => table.Classes[c]).ToArray();
        if (said.Count == 1 && judged.Length > 1)
            yield return new Finding("constant_prediction", $"every prediction is {table.Classes[said.First()]}: the input makes no difference");
        else if (never.Length > 0)
            yield return new Finding("never_predicted", $"never predicted: {string.Join(", ", never.Take(10))}{(never.Length > 10 ? $" and {never.Length - 10} more" : "")}");
        if (table.Labels < table.Classes.Count)
            yield return new Finding("unknown_classes", $"predicted, but no label: {string.Join(", ", table.Classes.Skip(table.Labels).Take(10))}");
        if (judged.Count(r => r.SaysNothing) is > 0 and var silent)
            yield return new Finding("rows_left_out", $"{silent} of {judged.Length} rows have no prediction and are left out");
    }

    /// <summary>FNV-1a over the text's characters.</summary>
    private static ulong Hash(string text) => text.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);

    /// <summary>The same over the bits of the inputs.</summary>
    private static ulong InputHash(PredictionRow row) => row.Inputs.Aggregate(14695981039346656037UL, (hash, x) => (hash ^ BitConverter.SingleToUInt32Bits(x)) * 1099511628211UL);
}
