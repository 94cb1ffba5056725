namespace Saccade.Training;

/// <summary>
/// A run's values by the names that queries use: what it is (<c>run</c>, <c>status</c>, ..), every key of its recipe, <c>metric.NAME</c> of its best
/// epoch on validation, and <c>test.NAME</c> and <c>validation.NAME</c> of its evidence, with <c>.low</c> and <c>.high</c>. What a run lacks is absent.
/// </summary>
public static class RunFields
{
    /// <summary>Before the names of the best epoch's metrics.</summary>
    public const string MetricPrefix = "metric.";

    /// <summary>What runs of every task may have, besides the keys of their recipes, their metrics and their evidence.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "run", "status", "created", "ended", "reason", "from", "code_version", "data_hash", "verdict",
        "parameters", "epoch", "step", "train_loss", "loss", "best_epoch", "steps_per_second", "seconds",
    ];

    /// <param name="row">The run.</param>
    /// <param name="root">The folder that was scanned; <c>run</c> is the path below it.</param>
    public static IReadOnlyDictionary<string, RunValue> Of(ScannedRun row, string root)
    {
        // The recipe first: a key of that name never hides what the run says of itself.
        var fields = row.Info.Recipe.Where(k => k.Value is not null).ToDictionary(k => k.Key, k => RunValue.Of(k.Value!));
        var path = Path.GetRelativePath(root, row.Run.Root);
        fields["run"] = RunValue.Of(path == "." ? row.Info.Id : path);
        fields["status"] = RunValue.Of(row.Status);
        fields["created"] = RunValue.Of(row.Info.Created);
        fields["code_version"] = RunValue.Of(row.Info.CodeVersion);
        fields["data_hash"] = RunValue.Of(row.Info.DataHash);
        Add("ended", row.Info.Ended is { } ended ? RunValue.Of(ended) : null);
        Add("reason", row.Reason is { } reason ? RunValue.Of(reason) : null);
        Add("from", row.Info.From is { } from ? RunValue.Of(from) : null);
        Add("verdict", row.Verdict is { } verdict ? RunValue.Of(verdict) : null);
        var journal = row.Journal;
        AddNumber("parameters", journal.Start?.Parameters);
        AddNumber("epoch", journal.LastEpoch?.Epoch ?? 0);
        AddNumber("step", Math.Max(journal.LastStep?.Step ?? 0, journal.LastEpoch?.Step ?? 0));
        AddNumber("train_loss", journal.LastEpoch?.TrainLoss ?? journal.LastStep?.Loss);
        AddNumber("loss", journal.BestEpoch?.ValidationLoss);
        AddNumber("best_epoch", journal.BestEpoch?.Epoch);
        AddNumber("steps_per_second", journal.LastStep?.StepsPerSecond);
        AddNumber("seconds", Math.Max(journal.LastStep?.ElapsedSeconds ?? 0, journal.LastEpoch?.ElapsedSeconds ?? 0));
        foreach (var (name, value) in journal.BestEpoch?.Metrics ?? new Dictionary<string, double>())
            AddNumber(MetricPrefix + name, value);
        foreach (var (split, evaluation) in row.Evidence)
        {
            var prefix = DataInventory.Word(split) + ".";
            fields[prefix + "verdict"] = RunValue.Of(evaluation.Verdict);
            foreach (var (name, interval) in evaluation.Metrics)
            {
                AddNumber(prefix + name, interval.Value);
                AddNumber($"{prefix}{name}.low", interval.Low);
                AddNumber($"{prefix}{name}.high", interval.High);
            }
        }
        return fields;

        void AddNumber(string name, double? value) => Add(name, value is { } number && !double.IsNaN(number) ? RunValue.Of(number) : null);

        void Add(string name, RunValue? value)
        {
            if (value is { } known)
                fields[name] = known;
        }
    }
}
