using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>The single runs behind a comparison: one row each.</summary>
public static class RunTable
{
    public static Html Of(IReadOnlyList<ReportedRun> runs) => Html.Of($"""
        <h2>The runs</h2>
        <div class="wide"><table><thead><tr><th>run</th><th>seed</th><th>status</th><th>trained for</th><th>best epoch</th><th>verdict</th><th>code</th></tr></thead><tbody>
        {runs.Select(Row)}
        </tbody></table></div>
        <p class="quiet">Trained on: {string.Join("; ", runs.Select(r => RunFacts.Machine(r.Info)).Distinct())}.</p>
        """);

    private static Html Row(ReportedRun run)
    {
        var last = run.Journal.OfType<EpochEntry>().LastOrDefault();
        var best = run.Journal.OfType<EpochEntry>().LastOrDefault(e => e.IsBest);
        return Html.Of($"""
            <tr><th scope="row">{run.Name}</th><td>{run.Info.Recipe["seed"]?.ToString() ?? ""}</td><td>{run.Info.Status.ToString().ToLowerInvariant()}</td>
            <td>{(last is null ? "" : $"{last.Epoch} epochs, {NumberText.Duration(TimeSpan.FromSeconds(last.ElapsedSeconds))}")}</td><td>{best?.Epoch.ToString() ?? ""}</td>
            <td>{(run.Evaluation is { } evaluation ? VerdictBadge.Of(evaluation.Verdict) : Html.Empty)}</td><td>{run.Info.CodeVersion.Split('+')[0]}</td></tr>
            """);
    }
}
