using Saccade.Report.Charts;
using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>How models learnt beside each other, by samples seen: each model's mean over its seeds, and about it a band from the least to the most.</summary>
public static class LearningCurves
{
    /// <param name="models">What to call each, and its runs.</param>
    public static Html Of(IReadOnlyList<(string Name, IReadOnlyList<ReportedRun> Runs)> models)
    {
        var metrics = models.SelectMany(m => m.Runs).SelectMany(r => r.Journal.OfType<EpochEntry>()).SelectMany(e => e.Metrics.Keys).Distinct().ToArray();
        var loss = Curves(models, "loss");
        if (loss.All(c => c.Points.Count == 0))
            return Html.Empty;
        var charts = metrics.Select(m => new LineChart($"{NumberText.Words(m)} on validation", "samples seen", Curves(models, m)))
            .Prepend(new LineChart("validation loss", "samples seen", loss, Axis.ScaleFor(loss.SelectMany(c => c.Points).Select(p => p.Y))));
        return Html.Of($"""
            <h2>Training</h2>
            {(models.Any(m => m.Runs.Count > 1) ? Html.Of($"<p class=\"quiet\">A line is the mean over a model's seeds, the band about it reaches from the least to the most.</p>") : Html.Empty)}
            <div class="charts">{charts.Select(c => c.ToSvg())}</div>
            """);
    }

    private static Curve[] Curves(IReadOnlyList<(string Name, IReadOnlyList<ReportedRun> Runs)> models, string measure) =>
        [.. models.Select(m => new Curve(m.Name, Points(m.Runs, measure)))];

    private static CurvePoint[] Points(IReadOnlyList<ReportedRun> runs, string measure) =>
        [.. runs.SelectMany(r => r.Journal.OfType<EpochEntry>()).GroupBy(e => e.Epoch).OrderBy(g => g.Key).Select(epoch =>
        {
            var values = epoch.Select(e => e.Measure(measure)).ToArray();
            var x = epoch.Average(e => e.SamplesSeen);
            return values.Length == 1 ? new CurvePoint(x, values[0]) : new CurvePoint(x, values.Average(), values.Min(), values.Max());
        })];
}
