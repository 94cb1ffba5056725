using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Report.Pages;

/// <summary>
/// The report of one run: what it is, how good and whether that stands; then samples, claims beside their controls, calibration, checks, curves, and what the run was
/// made from. What has not been judged yet is reported as that.
/// </summary>
public static class RunReport
{
    /// <param name="run">The run.</param>
    /// <param name="metrics">The application's metrics, for what they mean.</param>
    /// <param name="now">When the report is made.</param>
    /// <returns>The page.</returns>
    public static string Of(ReportedRun run, IReadOnlyList<IMetric> metrics, DateTimeOffset now) =>
        ReportPage.Of($"{run.Info.Task} · {run.Info.Model}", Html.Of($"""
            <p class="quiet">{run.Name}</p>
            {RunSummary.Of(run, metrics)}
            {(run.Section is { } section ? SectionPart.Of(section) : Html.Empty)}
            {(run.Evaluation is { } evaluation ? Evidence(evaluation) : Html.Empty)}
            {TrainingCurves.Of(run.Journal)}
            {EpochPictures.Of(run.EpochPictures)}
            <h2>What it was made from</h2>
            {RunFacts.Of(run)}
            <details><summary>Recipe</summary>{RecipeDifferences.Whole(run.Info.Recipe)}</details>
            """), now);

    private static Html Evidence(Evaluation evaluation) => Html.Of($"""
        <h2>Claims</h2>
        <p class="quiet">A claim stands when the model is better than the best of its controls on the same samples, and the 95 % interval of the difference leaves out zero.</p>
        {ClaimTable.Of(evaluation)}
        <h2>Metrics beside their controls</h2>
        <p class="quiet">A control is something simpler on the same samples: it answers without looking, or sees less of the video. Grey bars are controls.</p>
        {ControlCharts.Of(evaluation)}
        <details><summary>All numbers</summary>{MetricTable.Of(evaluation)}</details>
        {(evaluation.Confusion is { } confusion ? Html.Of($"<h2>Which classes are taken for which</h2>{ConfusionChart.ToSvg(confusion)}") : Html.Empty)}
        {ReliabilityPart.Of([("confidence and accuracy", evaluation.Reliability, evaluation.Metrics.GetValueOrDefault(CalibrationError))])}
        <h2>Data checks</h2>
        {CheckTable.Of(evaluation.Checks, evaluation.Accepted)}
        """);

    /// <summary>The metric that goes with a reliability diagram.</summary>
    internal static string CalibrationError { get; } = new ExpectedCalibrationError().Name;
}
