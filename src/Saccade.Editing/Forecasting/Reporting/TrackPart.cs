using Saccade.Editing.Grid;
using Saccade.Editing.Judging;
using Saccade.Report;
using Saccade.Training;

namespace Saccade.Editing.Forecasting.Reporting;

/// <summary>Track by track: how often it is known whether a clip is there.</summary>
internal static class TrackPart
{
    public static Html Of(Evaluation evaluation)
    {
        var tracks = Enumerable.Range(0, GridLayout.Tracks).Where(t => evaluation.Metrics.ContainsKey(TrackMetrics.ActiveF1Of(t))).ToArray();
        var controls = evaluation.Baselines.Concat(evaluation.Information).ToArray();
        return Html.Of($"""
            <h3>Track by track</h3>
            <div class="wide"><table><thead><tr><th>F1 of steps with a clip</th><th>this model</th>{controls.Select(c => Html.Of($"<th>{NumberText.Words(c.Key)}</th>"))}</tr></thead><tbody>
            {tracks.Select(t => Html.Of($"""
                <tr><th scope="row">V{t + 1}</th><td>{NumberText.Of(evaluation.Metrics[TrackMetrics.ActiveF1Of(t)])}</td>{controls.Select(c => Html.Of($"<td>{(c.Value.TryGetValue(TrackMetrics.ActiveF1Of(t), out var value) ? NumberText.Of(value) : "")}</td>"))}</tr>
                """))}
            </tbody></table></div>
            <p class="quiet">On tracks where something is nearly always on, every number is near 1, that of who copies too: what counts there are the boundaries.</p>
            """);
    }
}
