using Saccade.Report;
using Saccade.Report.Pages;
using Saccade.Training;

namespace Saccade.Cli;

/// <summary>Writes a run's <c>report.html</c>.</summary>
internal static class ReportFile
{
    public static void Write(IApplication application, RunFolder run, Evaluation? evaluation, TimeProvider clock) => Write(run.ReportPath, application, run, evaluation, cost: null, clock);

    public static void Write(string path, IApplication application, RunFolder run, Evaluation? evaluation, ModelCost? cost, TimeProvider clock)
    {
        var reported = ReportedRun.Of(run, evaluation) with { Section = evaluation is null ? null : application.Report(run, evaluation), Cost = cost };
        AtomicFile.WriteText(path, RunReport.Of(reported, application.MetricsOf(new ApplicationList(application).Bind(run).Recipe), clock.GetUtcNow()));
    }
}
