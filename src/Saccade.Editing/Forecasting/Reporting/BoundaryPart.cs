using Saccade.Editing.Judging;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Editing.Forecasting.Reporting;

/// <summary>Boundaries at each tolerance, beside the controls that foresee any.</summary>
internal static class BoundaryPart
{
    public static Html Of(Evaluation evaluation)
    {
        var shown = TrackMetrics.Tolerances.Where(t => evaluation.Metrics.ContainsKey(t.Name)).OrderBy(t => t.Seconds).ToArray();
        return shown.Length == 0 ? Html.Empty : Html.Of($"""
            <h3>Boundaries</h3>
            {ExplainedChart.Of(new BarChart("F1 of boundaries, by how exactly they are to be met", [.. shown.SelectMany(t => Bars(evaluation, t.Name, t.Seconds))]).ToSvg(), """
                How often a beginning, an end or a cut is foreseen, and how often what is announced comes, in one number. Where the bars of a model are as long at a tenth of a second as at one, it knows the very step.
                """)}
            """);
    }

    private static IEnumerable<Bar> Bars(Evaluation evaluation, string metric, double seconds)
    {
        var own = evaluation.Metrics[metric];
        yield return new Bar(FormattableString.Invariant($"within {seconds} s"), own.Value, own.Low, own.High, Colour: 0);
        foreach (var (name, values) in evaluation.Baselines.Concat(evaluation.Information))
        {
            if (values.TryGetValue(metric, out var value) && value > 0)
                yield return new Bar(NumberText.Words(name), value);
        }
    }
}
