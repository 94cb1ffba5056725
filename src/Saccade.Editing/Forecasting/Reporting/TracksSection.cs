using Saccade.Editing.Judging;
using Saccade.Report;
using Saccade.Training;

namespace Saccade.Editing.Forecasting.Reporting;

/// <summary>The report's part on what was foreseen: what was asked, how much better than each control, which tracks and habits were learnt, and one timeline as it is and as it was foreseen.</summary>
internal static class TracksSection
{
    public static ReportSection? Of(RunFolder run, Evaluation evaluation)
    {
        if (!evaluation.Metrics.ContainsKey(TrackMetrics.ActiveF1))
            return null;
        return new ReportSection("What it foresees of a timeline", Html.Of($"""
            <p>{Asked(run)} {Announced(evaluation)}</p>
            {Needs(evaluation)}
            {SkillPart.Of(evaluation)}
            {BoundaryPart.Of(evaluation, run.ReadOutputs(evaluation.Split))}
            {HabitPart.Of(evaluation)}
            {TrackPart.Of(evaluation)}
            {ForeseenPart.Of(run, evaluation)}
            """).ToString());
    }

    private static string Asked(RunFolder run) => run.ReadInfo().Recipe["data.objective"]?.ToString() switch
    {
        "next_second" => "At every step it was asked what each track shows a second later, from all rows until then. A boundary is a step at which a track is not as it was a second before.",
        "masked_span" => "Stretches of time and whole tracks were hidden, and it was asked what they show, from all that was not hidden, before and after. A boundary is a step within them at which a track begins, ends or cuts.",
        _ => "At every step it was asked what each track shows next, from all rows before. A boundary is a step at which a track begins, ends or cuts, and it counts as foreseen only if it was announced before its row was known.",
    };

    private static string Announced(Evaluation evaluation) =>
        evaluation.Metrics.TryGetValue(TrackMetrics.BoundaryRecall, out var recall) && evaluation.Metrics.TryGetValue(TrackMetrics.BoundaryPrecision, out var precision)
            ? FormattableString.Invariant($"Of 100 boundaries it foresees {100 * recall.Value:0} within half a second, and of 100 that it announces {100 * precision.Value:0} come. Who copies the last row foresees none.")
            : "";

    /// <summary>"Does it need the content?" in one line, from the control that is told of tracks alone.</summary>
    private static Html Needs(Evaluation evaluation)
    {
        if (evaluation.Claims.FirstOrDefault(c => c.Metric == TrackMetrics.BoundaryF1) is not { } claim || !evaluation.Baselines.TryGetValue(new InputBlindBaseline().Name, out var blind) || !blind.TryGetValue(claim.Metric, out var without))
            return Html.Empty;
        var word = claim.Verdict == Verdicts.Supported ? "Yes" : Verdicts.IsInvalid(claim.Verdict) ? "Unknown" : "Not shown";
        return Html.Of($"""
            <p class="answer"><strong>Does it need what is heard and seen?</strong> {word}: boundary F1 {NumberText.Of(claim.Value)} with it, {NumberText.Of(without)} by a model that is told of tracks alone.</p>
            """);
    }
}
