using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>What the best two models are worth together.</summary>
public static class EnsemblePart
{
    /// <param name="ensemble">Null where there is none; then there is no part.</param>
    /// <param name="labels">What to call the runs.</param>
    public static Html Of(Ensemble? ensemble, IReadOnlyDictionary<string, string> labels) => ensemble is null ? Html.Empty : Html.Of($"""
        <h2>The best two together</h2>
        <p>Chosen on validation: {string.Join(" and ", ensemble.Members.Select(m => labels.GetValueOrDefault(m, m)))}. Probabilities and positions averaged.</p>
        <div class="wide"><table><thead><tr><th>metric</th><th>together (95 % interval)</th><th>minus the better of the two</th><th>conclusion</th></tr></thead><tbody>
        {ensemble.Metrics.Select(m => Html.Of($"""
            <tr><th scope="row">{NumberText.Words(m.Key)}</th><td>{NumberText.Of(m.Value)}</td>{(ensemble.Differences.FirstOrDefault(d => d.Metric == m.Key) is { } d
                ? Html.Of($"<td>{NumberText.Of(new Interval(d.Difference, d.Low, d.High))}</td><td>{ConclusionText.Of(d, labels)}</td>")
                : Html.Of($"<td></td><td></td>"))}</tr>
            """))}
        </tbody></table></div>
        """);
}
