using Saccade.Report.Charts;
using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>The course of a training, drawn from its journal alone: loss, each validation metric, gradient norm and learning rate.</summary>
public static class TrainingCurves
{
    // As many as there are colours.
    private const int MostModules = 6;

    public static Html Of(IReadOnlyList<JournalEntry> journal)
    {
        var steps = journal.OfType<StepEntry>().ToArray();
        var epochs = journal.OfType<EpochEntry>().ToArray();
        if (steps.Length + epochs.Length == 0)
            return Html.Empty;
        var mark = epochs.LastOrDefault(e => e.IsBest) is { } best && epochs.Length > 1 ? new ChartMark(best.Step, $"best epoch: {best.Epoch}") : null;
        var charts = new List<LineChart>
        {
            new("loss", "step",
            [
                new Curve("steps", Points(steps, s => s.Loss), IsQuiet: true),
                new Curve("training", Points(epochs, e => e.TrainLoss)),
                new Curve("validation", Points(epochs, e => e.ValidationLoss)),
            ], Axis.ScaleFor(steps.Select(s => s.Loss).Concat(epochs.Select(e => e.ValidationLoss)))) { Mark = mark },
        };
        charts.AddRange(epochs.SelectMany(e => e.Metrics.Keys).Distinct().Select(name => new LineChart(
            $"{NumberText.Words(name)} on validation", "step", [new Curve(name, Points(epochs, e => e.Measure(name)))]) { Mark = mark }));
        if (steps.Length > 0)
        {
            charts.Add(new LineChart("gradient norm before clipping", "step", [new Curve("norm", Points(steps, s => s.GradientNorm))], Axis.ScaleFor(steps.Select(s => s.GradientNorm))));
            if (Modules(epochs) is { Length: > 0 } modules)
                charts.Add(new LineChart("gradient norm of each module before clipping", "step", modules, Axis.ScaleFor(modules.SelectMany(m => m.Points).Select(p => p.Y))) { Mark = mark });
            charts.Add(new LineChart("learning rate", "step", [new Curve("rate", Points(steps, s => s.LearningRate))]));
        }
        return Html.Of($"""
            <h2>Training</h2>
            <p class="quiet">What was measured while it learnt. Of all epochs the one that validated best is judged.</p>
            <div class="charts">{charts.Select(c => c.ToSvg())}</div>
            """);
    }

    /// <summary>A curve for each module, from one epoch to the next; of many those with the greatest norms in the end.</summary>
    private static Curve[] Modules(EpochEntry[] epochs)
    {
        if (epochs.Length < 2)
            return [];
        var norms = epochs.Select(e => ModuleNorms.Of(e.GradientNorms).ToDictionary(m => m.Module, m => m.Norm)).ToArray();
        return [.. norms[^1].OrderByDescending(m => m.Value).Take(MostModules).Select(m => new Curve(
            m.Key, [.. epochs.Zip(norms).Where(e => e.Second.ContainsKey(m.Key)).Select(e => new CurvePoint(e.First.Step, e.Second[m.Key]))]))];
    }

    private static CurvePoint[] Points<T>(T[] entries, Func<T, double> value)
        where T : JournalEntry => [.. entries.Select(e => new CurvePoint(e.Step, value(e)))];
}
