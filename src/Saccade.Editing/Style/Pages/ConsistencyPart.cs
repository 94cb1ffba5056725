using Saccade.Report;

namespace Saccade.Editing.Style.Pages;

/// <summary>How alike the projects are, and which are not.</summary>
internal static class ConsistencyPart
{
    public static Html Of(Consistency consistency) => consistency.Projects.Count < 2 ? Html.Empty : Html.Of($"""
        <h2>From project to project</h2>
        {Outliers(consistency)}
        <div class="wide"><table><thead><tr><th>project</th><th>length</th>{ProjectMeasure.All.Select(m => Html.Of($"<th>{m.Heading}</th>"))}</tr></thead><tbody>
        <tr class="model"><th scope="row">middle of all</th><td></td>{ProjectMeasure.All.Select(m => Html.Of($"<td>{Value(m.Name, consistency.Measures.First(s => s.Name == m.Name).Median.Value)}</td>"))}</tr>
        <tr><th scope="row">half lie between</th><td></td>{ProjectMeasure.All.Select(m => Half(m, consistency.Measures.First(s => s.Name == m.Name).Spread))}</tr>
        {consistency.Projects.Select(p => Row(p, consistency.Outliers))}
        </tbody></table></div>
        """);

    private static Html Outliers(Consistency consistency)
    {
        if (consistency.Projects.Count < Consistency.LeastProjects)
            return Html.Of($"<p class=\"quiet\">Which project is unusual can be said from {Consistency.LeastProjects} projects on.</p>");
        return consistency.Outliers.Count == 0
            ? Html.Of($"<p>No project lies far from the others in any of these numbers.</p>")
            : Html.Of($"<p>Unlike the others:</p><ul>{consistency.Outliers.Select(o => Html.Of($"<li><strong>{o.Project}</strong>: {Heading(o.Measure)} {Value(o.Measure, o.Value)}; the middle of all is {Value(o.Measure, o.Median)}.</li>"))}</ul>");
    }

    private static Html Half(ProjectMeasure measure, Spread spread) => Html.Of($"<td class=\"quiet\">{Value(measure.Name, spread.LowerQuartile)} to {Value(measure.Name, spread.UpperQuartile)}</td>");

    private static Html Row(ProjectRow row, IReadOnlyList<Outlier> outliers) => Html.Of($"""
        <tr><th scope="row">{row.Project}</th><td>{StyleText.Seconds(row.Seconds)}</td>{ProjectMeasure.All.Select(m => outliers.Any(o => o.Project == row.Project && o.Measure == m.Name)
            ? Html.Of($"<td><span class=\"badge doubtful\">{Value(m.Name, row.Measures[m.Name])}</span></td>") : Html.Of($"<td>{Value(m.Name, row.Measures[m.Name])}</td>"))}</tr>
        """);

    private static string Heading(string measure) => ProjectMeasure.All.First(m => m.Name == measure).Heading;

    private static string Value(string measure, double value) => measure switch
    {
        ProjectMeasure.MedianShot => StyleText.Seconds(value),
        ProjectMeasure.TransitionShare or ProjectMeasure.SpeedShare => StyleText.Percent(value),
        _ => NumberText.Of(value),
    };
}
