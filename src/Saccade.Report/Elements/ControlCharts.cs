using Saccade.Report.Charts;
using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>One bar chart for each claim: the model with its interval above its controls.</summary>
public static class ControlCharts
{
    public static Html Of(Evaluation evaluation) => evaluation.Claims.Count == 0
        ? Html.Empty
        : Html.Of($"""<div class="charts">{evaluation.Claims.Select(c => Chart(evaluation, c).ToSvg())}</div>""");

    private static BarChart Chart(Evaluation evaluation, Claim claim) => BarChart.InView(
        NumberText.Words(claim.Metric),
        [
            new Bar("this model", claim.Value, claim.Low, claim.High, Colour: 0),
            .. evaluation.Baselines.Concat(evaluation.Information).Where(b => b.Value.ContainsKey(claim.Metric))
                .Select(b => new Bar(NumberText.Words(b.Key), b.Value[claim.Metric])),
        ]);
}
