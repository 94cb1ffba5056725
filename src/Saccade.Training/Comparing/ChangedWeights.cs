using System.Diagnostics;

namespace Saccade.Training;

/// <summary>A run's model before and after its weights were changed (rounded to fewer bits, say), judged on the same samples as an evaluation judges it, without controls.</summary>
/// <param name="Split">Which samples.</param>
/// <param name="Samples">How many.</param>
/// <param name="Metric">The one that matters most.</param>
/// <param name="HigherIsBetter">Of that metric.</param>
/// <param name="Before">Every metric by name.</param>
/// <param name="After">The same of the changed weights.</param>
/// <param name="MillisecondsBefore">Median time for one sample alone in this engine, forward and decoding.</param>
/// <param name="MillisecondsAfter">The same of the changed weights.</param>
public sealed record ChangedWeights(
    Split Split, int Samples, string Metric, bool HigherIsBetter, IReadOnlyDictionary<string, double> Before, IReadOnlyDictionary<string, double> After, double MillisecondsBefore, double MillisecondsAfter)
{
    /// <summary>The metric that matters most, of the weights as they were.</summary>
    public double ValueBefore => Before[Metric];

    /// <summary>The same of the changed weights; not a number where they have none.</summary>
    public double ValueAfter => After.GetValueOrDefault(Metric, double.NaN);

    /// <summary>By how much of its own value the metric that matters most got worse; below zero where it got better.</summary>
    public double Loss => (HigherIsBetter ? ValueBefore - ValueAfter : ValueAfter - ValueBefore) / Math.Max(Math.Abs(ValueBefore), double.Epsilon);

    /// <param name="application">The run's.</param>
    /// <param name="recipe">The run's.</param>
    /// <param name="run">The run.</param>
    /// <param name="split">What to judge it on.</param>
    /// <param name="change">Changes the model's weights.</param>
    /// <param name="progress">Told of every batch.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="RunException">The run's data or checkpoint cannot be used, or the split says nothing; names the file.</exception>
    public static ChangedWeights Judge(
        IApplication application, Recipe recipe, RunFolder run, Split split, Action<TrainedModel> change, Action<TrainingProgress> progress, CancellationToken cancellation)
    {
        using var data = run.ReadInfo().DataDescription is { } description ? application.OpenToJudge(recipe, description) : application.OpenData(recipe);
        if (data.Count(split) == 0)
            throw new RunException($"{run.Given}: its data has no samples in the {DataInventory.Word(split)} split; judge it on another one with --split");
        using var engine = Trainer.NewEngine(recipe.Run);
        var learner = application.Build(recipe, data, engine);
        Checkpoint.LoadWeights(run.WeightsPath, learner.Model);
        learner.KeepNothing();
        using var sample = data.Load(split, [0], 0);
        var (temperature, decide, metrics) = (Temperature.Read(run), application.Decisions(run), application.MetricsOf(recipe));
        var (before, millisecondsBefore) = Metrics();
        change(new TrainedModel(run, recipe, learner));
        var (after, millisecondsAfter) = Metrics();
        var main = metrics.FirstOrDefault(m => before.ContainsKey(m.Name)) ?? throw new RunException($"{run.Given}: has no metric on the {DataInventory.Word(split)} split, so nobody can say what a change costs");
        return new ChangedWeights(split, data.Count(split), main.Name, main.HigherIsBetter, before, after, millisecondsBefore, millisecondsAfter);

        (Dictionary<string, double>, double) Metrics()
        {
            var watch = Stopwatch.StartNew();
            SampleOutput[] outputs =
            [
                .. SplitEvaluator.Evaluate(engine, learner, data, split, recipe,
                    (done, all) => progress(new TrainingProgress("evaluate", 1, 1, done, all, double.NaN, double.NaN, watch.Elapsed, null)), cancellation)
                    .Outputs.Select(o => decide(temperature is null ? o : temperature.Applied(o))),
            ];
            var milliseconds = SampleLatency.Measure(engine, learner, sample);
            var once = Enumerable.Repeat(1, outputs.Length).ToArray();
            return (metrics.Select(m => (m.Name, Value: m.Evaluate(outputs, once))).Where(m => !double.IsNaN(m.Value)).ToDictionary(m => m.Name, m => m.Value), milliseconds);
        }
    }
}
