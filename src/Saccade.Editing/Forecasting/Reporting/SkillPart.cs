using Saccade.Report;
using Saccade.Training;

namespace Saccade.Editing.Forecasting.Reporting;

/// <summary>Each claim's skill against each control: which part of the control's loss the model does without.</summary>
internal static class SkillPart
{
    public static Html Of(Evaluation evaluation)
    {
        var controls = evaluation.Baselines.Select(b => (b.Key, b.Value)).ToArray();
        var claims = evaluation.Claims.Select(c => c.Metric).ToArray();
        if (controls.Length == 0 || claims.Length == 0)
            return Html.Empty;
        var oracle = evaluation.Information.GetValueOrDefault(OracleName);
        return Html.Of($"""
            <h3>How much better than each control</h3>
            <div class="wide"><table><thead><tr><th></th><th>this model</th>{controls.Select(c => Html.Of($"<th>skill against<br/>{NumberText.Words(c.Key)}</th>"))}{(oracle is null ? Html.Empty : Html.Of($"<th>oracle</th>"))}</tr></thead><tbody>
            {claims.Select(metric => Html.Of($"""
                <tr><th scope="row">{NumberText.Words(metric)}</th><td>{NumberText.Of(evaluation.Metrics[metric].Value)}</td>{controls.Select(c => Cell(evaluation, metric, c.Value))}{(oracle is null ? Html.Empty : Html.Of($"<td>{(oracle.TryGetValue(metric, out var most) ? NumberText.Of(most) : "")}</td>"))}</tr>
                """))}
            </tbody></table></div>
            <p class="quiet">Skill is the part of a control's loss that the model does without: 1 leaves nothing to be desired, 0 is as good as the control, below 0 it is worse. The loss is the error, or what a share lacks to 1; the control's own number stands below.
            {(oracle is null ? "" : "The oracle knows the rules by which these timelines were made, and is still wrong where they were not followed, which nobody can know: that is the most there can be.")}</p>
            """);
    }

    /// <summary>1 - loss / loss of the control; NaN where the control has none to lose.</summary>
    public static double Skill(double value, double control, bool lowerIsBetter)
    {
        var (loss, other) = lowerIsBetter ? (value, control) : (1 - value, 1 - control);
        return other > 0 ? 1 - (loss / other) : double.NaN;
    }

    /// <summary>The control that knows the rules.</summary>
    public static string OracleName { get; } = new Baselines.Rows.OracleBaseline().Name;

    private static Html Cell(Evaluation evaluation, string metric, IReadOnlyDictionary<string, double> control) => control.TryGetValue(metric, out var other)
        ? Html.Of($"<td>{NumberText.Of(Skill(evaluation.Metrics[metric].Value, other, evaluation.LowerIsBetter.Contains(metric)))}<br/><span class=\"bounds\">{NumberText.Of(other)}</span></td>")
        : Html.Of($"<td></td>");
}
