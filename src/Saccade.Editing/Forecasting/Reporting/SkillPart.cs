using Saccade.Report;
using Saccade.Training;

namespace Saccade.Editing.Forecasting.Reporting;

/// <summary>Each claim's skill against each control: which part of the control's loss the model does without.</summary>
internal static class SkillPart
{
    public static Html Of(Evaluation evaluation)
    {
        var controls = evaluation.Baselines.Keys.ToArray();
        var claims = evaluation.Claims.Select(c => c.Metric).ToArray();
        if (controls.Length == 0 || claims.Length == 0)
            return Html.Empty;
        var oracle = evaluation.Information.GetValueOrDefault(OracleName);
        return Html.Of($"""
            <h3>How much better than each control</h3>
            <div class="wide"><table><thead><tr><th></th><th>this model</th>{controls.Select(c => Html.Of($"<th>skill against<br/>{NumberText.Words(c)}</th>"))}{(oracle is null ? Html.Empty : Html.Of($"<th>oracle</th>"))}</tr></thead><tbody>
            {claims.Select(metric => Html.Of($"""
                <tr><th scope="row">{NumberText.Words(metric)}</th><td>{NumberText.Of(evaluation.Metrics[metric].Value)}</td>{controls.Select(c => Cell(evaluation, metric, c))}{(oracle is null ? Html.Empty : Html.Of($"<td>{(oracle.TryGetValue(metric, out var most) ? NumberText.Of(most) : "")}</td>"))}</tr>
                """))}
            </tbody></table></div>
            <p class="quiet">Skill is the part of a control's loss that the model does without: 1 leaves nothing to be desired, 0 is as good as the control, below 0 it is worse. The loss is the error, or what a share lacks to 1; the control's own number stands below.
            {(oracle is null ? "" : "The oracle knows the rules by which these timelines were made, and is still wrong where they were not followed, which nobody can know: that is the most there can be.")}</p>
            """);
    }

    /// <summary>The control that knows the rules.</summary>
    public static string OracleName { get; } = new Baselines.Rows.OracleBaseline().Name;

    private static Html Cell(Evaluation evaluation, string metric, string baseline) => evaluation.Baselines[baseline].TryGetValue(metric, out var other)
        ? Html.Of($"<td>{NumberText.Of(evaluation.Skill.GetValueOrDefault(metric)?.GetValueOrDefault(baseline, double.NaN) ?? double.NaN)}<br/><span class=\"bounds\">{NumberText.Of(other)}</span></td>")
        : Html.Of($"<td></td>");
}
