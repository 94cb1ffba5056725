using Saccade.Report.Charts;
using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>The course of a training, drawn from its journal alone: loss, each validation metric, gradient norm and learning rate.</summary>
public static class TrainingCurves
{
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
            charts.Add(new LineChart("learning rate", "step", [new Curve("rate", Points(steps, s => s.LearningRate))]));
        }
        return Html.Of($"""
            <h2>Training</h2>
            <p class="quiet">What was measured while it learnt. Of all epochs the one that validated best is judged.</p>
            <div class="charts">{charts.Select(c => c.ToSvg())}</div>
            """);
    }

    private static CurvePoint[] Points<T>(T[] entries, Func<T, double> value)
        where T : JournalEntry => [.. entries.Select(e => new CurvePoint(e.Step, value(e)))];
}
