using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>The top of a run's report, for a reader without patience: what was trained, how good it is, whether to believe it.</summary>
public static class RunSummary
{
    public static Html Of(ReportedRun run, IReadOnlyList<IMetric> metrics) => Html.Of($"""
        <p class="answer">{Trained(run)}</p>
        {(run.Evaluation is { } evaluation ? Judged(evaluation, metrics) : Html.Of($"<p class=\"answer\">It has not been judged yet, so there is nothing to claim: run 'saccade evaluate' on it.</p>"))}
        """);

    private static Html Judged(Evaluation evaluation, IReadOnlyList<IMetric> metrics) => Html.Of($"""
        {ClaimTiles.Of(evaluation)}
        {MetricMeanings.Of(metrics, evaluation.Claims.Select(c => c.Metric))}
        <p class="answer"><strong>Can it be believed?</strong> {VerdictBadge.Of(evaluation.Verdict)} {BeliefAnswer.Of(evaluation)}</p>
        {(VideoQuestion.Answer(evaluation) is { } answer ? Html.Of($"<p class=\"answer\"><strong>Does it need the video?</strong> {answer}</p>") : Html.Empty)}
        {FindingList.Of(evaluation)}
        """);

    private static Html Trained(ReportedRun run)
    {
        var size = Parameters(run) is { } parameters ? $" of {NumberText.InWords(parameters)} parameters" : "";
        var cost = run.Cost is { } measured ? $" and {NumberText.InWords(measured.MultiplyAdds)} multiply-adds a sample" : "";
        var course = run.Journal.OfType<EpochEntry>().LastOrDefault() is { } last
            ? $", trained on {NumberText.Count(last.SamplesSeen)} samples in {NumberText.Duration(TimeSpan.FromSeconds(last.ElapsedSeconds))}"
            : ", not trained yet";
        var judged = run.Evaluation is { } evaluation
            ? $" Judged on {NumberText.Count(evaluation.Samples)} samples of the {Word(evaluation.Split)} split."
            : "";
        return Html.Of($"A <strong>{run.Info.Model}</strong>{size}{cost} for the task {run.Info.Task}{course}.{judged}");
    }

    internal static string Word(Split split) => split.ToString().ToLowerInvariant();

    internal static long? Parameters(ReportedRun run) => run.Journal.OfType<StartEntry>().LastOrDefault()?.Parameters ?? run.Cost?.Parameters;
}
