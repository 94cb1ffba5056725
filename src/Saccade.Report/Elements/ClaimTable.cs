using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>What a run claims, against which control, and whether that stands.</summary>
public static class ClaimTable
{
    public static Html Of(Evaluation evaluation) => evaluation.Claims.Count == 0
        ? Html.Of($"<p>Nothing is claimed: there is no control to compare with.</p>")
        : Html.Of($"""
            <div class="wide"><table class="claims"><thead><tr><th>claim</th><th>value (95 % interval)</th><th>best control</th><th>model minus control</th><th>verdict</th></tr></thead><tbody>
            {evaluation.Claims.Select(c => Html.Of($"""
                <tr><th scope="row">{NumberText.Words(c.Metric)}{(evaluation.LowerIsBetter.Contains(c.Metric) ? " ↓" : " ↑")}</th><td>{NumberText.Of(new Interval(c.Value, c.Low, c.High))}</td><td>{NumberText.Words(c.Baseline)}</td>
                <td>{Difference(c.Difference)}</td><td>{VerdictBadge.Of(c.Verdict)}</td></tr>
                """))}
            </tbody></table></div>
            """);

    private static string Difference(Interval d) =>
        double.IsNaN(d.Low) ? NumberText.Signed(d.Value) : $"{NumberText.Signed(d.Value)} ({NumberText.Signed(d.Low)} to {NumberText.Signed(d.High)})";
}
