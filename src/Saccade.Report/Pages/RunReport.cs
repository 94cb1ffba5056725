using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Report.Pages;

/// <summary>
/// The report of one run: verdict and claims first, then controls, checks, curves, and what the run was made from. What has not
/// been judged yet is reported as that.
/// </summary>
public static class RunReport
{
    /// <param name="info">The run.</param>
    /// <param name="journal">Its journal, for the curves.</param>
    /// <param name="evaluation">How it was judged; null before that.</param>
    /// <param name="applicationSections">The application's own parts.</param>
    /// <param name="now">When the report is made.</param>
    /// <returns>The page.</returns>
    public static string Of(
        RunInfo info, IReadOnlyList<JournalEntry> journal, Evaluation? evaluation, IEnumerable<ReportSection> applicationSections, DateTimeOffset now) =>
        ReportPage.Of($"{info.Task} · {info.Model}", Html.Of($"""
            <p class="quiet">Run {info.Id}</p>
            {(evaluation is null ? Html.Of($"<p>This run has not been evaluated yet, so there is nothing to claim.</p>") : Evidence(evaluation))}
            {applicationSections.Select(s => Html.Of($"<h2>{s.Title}</h2>{Html.Trusted(s.Html)}"))}
            {TrainingCurves.Of(journal)}
            <h2>What it was made from</h2>
            {FactTable.Of(Facts(info, journal))}
            <details><summary>Recipe</summary>{FactTable.Of(info.Recipe.Select(k => (k.Key, k.Value?.ToString() ?? "")))}</details>
            """), now);

    private static Html Evidence(Evaluation evaluation) => Html.Of($"""
        <p>{VerdictBadge.Of(evaluation.Verdict)} on {NumberText.Count(evaluation.Samples)} samples of the {evaluation.Split.ToString().ToLowerInvariant()} split.</p>
        {FindingList.Of(evaluation)}
        {(VideoQuestion.Answer(evaluation) is { } answer ? Html.Of($"<p class=\"answer\"><strong>Does it need the video?</strong> {answer}</p>") : Html.Empty)}
        <h2>Claims</h2>
        {ClaimTable.Of(evaluation)}
        <h2>Metrics beside their controls</h2>
        {ControlCharts.Of(evaluation)}
        {MetricTable.Of(evaluation)}
        {(evaluation.Confusion is { } confusion ? Html.Of($"<h2>Which classes are taken for which</h2>{ConfusionChart.ToSvg(confusion)}") : Html.Empty)}
        <h2>Data checks</h2>
        {CheckTable.Of(evaluation.Checks, evaluation.Accepted)}
        """);

    private static IEnumerable<(string, string)> Facts(RunInfo info, IReadOnlyList<JournalEntry> journal)
    {
        yield return ("status", info.Reason is null ? info.Status.ToString().ToLowerInvariant() : $"{info.Status.ToString().ToLowerInvariant()}: {info.Reason}");
        if (journal.OfType<StartEntry>().LastOrDefault() is { } start)
            yield return ("parameters", NumberText.Count(start.Parameters));
        if (journal.OfType<EpochEntry>().LastOrDefault() is { } last)
        {
            yield return ("trained for", $"{last.Epoch} epochs, {NumberText.Count(last.Step)} steps, {NumberText.Count(last.SamplesSeen)} samples seen, {NumberText.Duration(TimeSpan.FromSeconds(last.ElapsedSeconds))}");
        }
        yield return ("data", info.DataHash);
        if (info.From is not null)
            yield return ("started from", info.From);
        if (info.Accepted.Count > 0)
            yield return ("checks overridden", string.Join(", ", info.Accepted));
        yield return ("machine", $"{info.Machine.System}, {info.Machine.Cores} threads, {info.Machine.VectorBits} bit SIMD");
        yield return ("code", info.CodeVersion);
        yield return ("made", info.Created.ToString("yyyy-MM-dd HH:mm 'UTC'"));
        foreach (var note in journal.OfType<NoteEntry>())
            yield return ($"note at step {NumberText.Count(note.Step)}", note.Message);
    }
}
