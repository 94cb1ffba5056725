using Saccade.Editing.Judging;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Editing.Forecasting.Reporting;

/// <summary>Boundaries at each tolerance, beside the controls that foresee any.</summary>
internal static class BoundaryPart
{
    /// <param name="evaluation">How it was judged.</param>
    /// <param name="outputs">What it was judged by.</param>
    public static Html Of(Evaluation evaluation, IReadOnlyList<SampleOutput> outputs)
    {
        var shown = TrackMetrics.Tolerances.Where(t => evaluation.Metrics.ContainsKey(t.Name)).OrderBy(t => t.Seconds).ToArray();
        return shown.Length == 0 ? Html.Empty : Html.Of($"""
            <h3>Boundaries</h3>
            <div class="charts">
            {ExplainedChart.Of(new BarChart("F1 of boundaries, by how exactly they are to be met", [.. shown.SelectMany(t => Bars(evaluation, t.Name, t.Seconds))]).ToSvg(), """
                How often a beginning, an end or a cut is foreseen, and how often what is announced comes, in one number. Where the bars of a model are as long at a tenth of a second as at one, it knows the very step.
                """)}
            {(AnnouncedConfidence.Of(outputs) is { Count: > 0 } bins ? ExplainedChart.Of(new ReliabilityChart("how sure it was of what it announced", bins).ToSvg(), """
                Each announced boundary by the confidence that came with it (the same that stands on markers of a suggested cut): of those of which it is 80 % sure, 80 % should be right, with class, size, place and crop. Then dots
                lie on the dashed line; below it the model is surer than it should be. Grey columns: how many there are.
                """) : Html.Empty)}
            </div>
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
