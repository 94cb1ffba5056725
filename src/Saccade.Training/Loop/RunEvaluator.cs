using System.Diagnostics;
using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>What to judge a run on.</summary>
public sealed record EvaluationRequest
{
    public required IApplication Application { get; init; }

    /// <summary>The run's recipe, possibly with other data.</summary>
    public required Recipe Recipe { get; init; }

    public required RunFolder Run { get; init; }
    public Split Split { get; init; } = Split.Test;

    /// <summary>Checks overridden by name, besides those the run was trained with.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>Told of every batch, and of every step of a control that has to be trained.</summary>
    public Action<TrainingProgress> Progress { get; init; } = _ => { };
}

/// <summary>A run judged: the evidence, and the outputs it was computed from (for comparisons).</summary>
public sealed record EvaluatedRun(Evaluation Evaluation, IReadOnlyList<SampleOutput> Outputs);

/// <summary>
/// Judges a trained run's best weights on a split, beside its data checks and controls. Evidence and outputs are kept in
/// the run folder when the data is the run's own.
/// </summary>
public static class RunEvaluator
{
    /// <exception cref="RunException">The run has no checkpoint, or it does not fit the recipe; names the file.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was written but finished controls.</exception>
    public static EvaluatedRun Evaluate(EvaluationRequest request, CancellationToken cancellation)
    {
        var (application, recipe, run) = (request.Application, request.Recipe, request.Run);
        var stopwatch = Stopwatch.StartNew();
        // What is judged does not depend on the seed; what controls learn from must not depend on whose they are.
        var seeded = ControlTrainer.Seeded(recipe);
        var info = run.ReadInfo();
        using var data = info.DataDescription is { } description ? application.OpenToJudge(seeded, description) : application.OpenData(seeded);
        if (data.Count(request.Split) == 0)
            throw new RunException($"{run.Given}: its data has no samples in the {DataInventory.Word(request.Split)} split; judge another one with --split, or other data with --data");
        using var engine = Trainer.NewEngine(recipe.Run);
        var learner = application.Build(recipe, data, engine);
        Checkpoint.LoadWeights(run.WeightsPath, learner.Model);
        var temperature = Temperature.Read(run);
        var decide = application.Decisions(run);

        var outputs = Judge("evaluate", data);
        var kept = new KeptOutputs(run.ControlsPath);
        var controls = new ControlTrainer(application, seeded, learner.Model, run, StepsTaken(run), request.Progress, cancellation);
        var baselines = new List<BaselineOutputs>();
        var untrained = new List<Finding>();
        foreach (var baseline in application.BaselinesOf(recipe))
        {
            try
            {
                var context = new BaselineContext(recipe, data, request.Split, outputs, view => Judge(baseline.Name, view), controls.Predict) { RunUntrained = Untrained };
                var said = baseline.IsKept ? kept.Of(baseline.Name, OfData(application, recipe, data, request.Split), () => baseline.Predict(context)) : baseline.Predict(context);
                if (said.Count > 0)
                    baselines.Add(new BaselineOutputs(baseline.Name, baseline.IsRival, said, baseline.IsCeiling));
            }
            catch (RunException diverged) when (diverged.IsDivergence)
            {
                // The model may still be compared with the others, if the reader knows which one is missing.
                untrained.Add(new Finding("control_did_not_train", $"{baseline.Name} did not train, so nothing was compared with it: {diverged.Message}"));
            }
        }
        var journal = Journal.Read(run.JournalPath);
        IReadOnlyList<CheckResult> checks =
        [
            .. DataChecks.Judge(DataInventory.Of(data)),
            .. RunChecks.Judge(info, journal, OwnData, data, request.Split, FirstLoss),
            .. OutputChecks.Judge(outputs),
        ];
        var court = new EvidenceCourt(application.MetricsOf(recipe), checks, [.. info.Accepted.Union(request.Accepted)]);
        var evaluation = court.Judge(application.Task, run.Given, request.Split, outputs, baselines, data.ClassNames);
        evaluation = evaluation with { DataHash = data.HashOf(request.Split), Findings = [.. untrained, .. application.Findings(data, evaluation), .. application.Diagnose(outputs), .. RunFindings.Of(journal, request.Split)] };
        if (data.Hash == info.DataHash)
            run.WriteEvidence(evaluation, outputs);
        return new EvaluatedRun(evaluation, outputs);

        // Of the run's own data: a set to judge on need not hold anything to train on.
        double FirstLoss() => new EpochJudge(engine, learner, data, recipe, new EpochOrder(data, recipe.Run.BatchSize, engine.Seed, recipe.Trainer.PartialBatches)).FirstLoss();

        IDataSource OwnData() => application.OpenData(RecipeFile.FromJson(info.Recipe, run.InfoPath).Bind(application.OptionGroups));

        IReadOnlyList<SampleOutput> Judge(string phase, IDataSource source) =>
            [.. Said(phase, engine, learner, source).Select(o => decide(temperature is null ? o : temperature.Applied(o)))];

        IReadOnlyList<SampleOutput> Untrained()
        {
            using var ownEngine = Trainer.NewEngine(recipe.Run);
            var fresh = application.Build(recipe, data, ownEngine);
            controls.LoadPretrained(fresh);
            return Said("untrained", ownEngine, fresh, data);
        }

        IReadOnlyList<SampleOutput> Said(string phase, Engine on, ILearner judged, IDataSource source) =>
            SplitEvaluator.Evaluate(on, judged, source, request.Split, recipe,
                (done, all) => request.Progress(new TrainingProgress(phase, 1, 1, done, all, double.NaN, double.NaN, stopwatch.Elapsed, null)), cancellation).Outputs;
    }

    /// <summary>All that an answer without a model rests on. How training samples are changed is no part of the data's hash, so the keys that say so stand beside it.</summary>
    private static string OfData(IApplication application, Recipe recipe, IDataSource data, Split split) =>
        $"{application.Task} {string.Join(' ', recipe.ToJson().Where(k => k.Key.StartsWith("data.", StringComparison.Ordinal)))} {data.Hash} {split}";

    private static long StepsTaken(RunFolder run) => Journal.Read(run.JournalPath).Max(e => e.Step);
}
