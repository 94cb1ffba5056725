using Saccade.Report.Charts;
using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>Whether confidences mean what they say: a reliability diagram of each model, and how to read it.</summary>
public static class ReliabilityPart
{
    /// <param name="models">What to call each, its bins and its expected calibration error; those without bins are left out.</param>
    public static Html Of(IReadOnlyList<(string Name, IReadOnlyList<ReliabilityBin>? Bins, Interval? Error)> models)
    {
        var shown = models.Where(m => m.Bins is { Count: > 0 }).ToArray();
        return shown.Length == 0 ? Html.Empty : Html.Of($"""
            <h2>Calibration: how sure it was, and how often right</h2>
            <div class="charts">{shown.Select(m => Html.Of($"""
                <div>{new ReliabilityChart(m.Name, m.Bins!).ToSvg()}<p class="quiet">{(m.Error is { } error ? $"Expected calibration error {NumberText.Of(error)}." : "")}</p></div>
                """))}</div>
            <p class="quiet">Of the samples of which the model is 80 % sure, 80 % should be right: then bars reach the dashed line. Below it the model is surer than it should be, above it
            not sure enough. The grey columns say how many samples each bar stands for; few samples make a bar that means little.</p>
            """);
    }

    /// <summary>Several runs of one model: bins of the same confidences put together.</summary>
    public static IReadOnlyList<ReliabilityBin>? Together(IEnumerable<Evaluation> runs)
    {
        var bins = runs.SelectMany(r => r.Reliability ?? []).GroupBy(b => (b.Low, b.High)).OrderBy(g => g.Key.Low).Select(g =>
        {
            var samples = g.Sum(b => b.Samples);
            return new ReliabilityBin(g.Key.Low, g.Key.High, samples, g.Sum(b => b.Samples * b.Confidence) / samples, g.Sum(b => b.Samples * b.Accuracy) / samples);
        }).ToArray();
        return bins.Length > 0 ? bins : null;
    }
}
