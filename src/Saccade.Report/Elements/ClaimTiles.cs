using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>Each claim as a tile to be read at a glance: the number, its interval, the best control beside it, the verdict.</summary>
public static class ClaimTiles
{
    public static Html Of(Evaluation evaluation) => evaluation.Claims.Count == 0
        ? Html.Empty
        : Html.Of($"""<div class="tiles">{evaluation.Claims.Select(c => Tile(evaluation, c))}</div>""");

    private static Html Tile(Evaluation evaluation, Claim claim)
    {
        var control = evaluation.Baselines.TryGetValue(claim.Baseline, out var values) && values.TryGetValue(claim.Metric, out var value) ? value : double.NaN;
        return Html.Of($"""
            <div class="tile"><div class="name">{NumberText.Words(claim.Metric)}{(evaluation.LowerIsBetter.Contains(claim.Metric) ? " ↓" : " ↑")}</div>
            <div class="value">{NumberText.Of(claim.Value)}</div>
            <div class="bounds">{(double.IsNaN(claim.Low) ? "without an interval" : $"95 %: {NumberText.Of(claim.Low)} to {NumberText.Of(claim.High)}")}</div>
            <div class="bounds">best control: {NumberText.Of(control)} ({NumberText.Words(claim.Baseline)})</div>
            {VerdictBadge.Of(claim.Verdict)}</div>
            """);
    }
}
