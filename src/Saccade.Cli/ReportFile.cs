using Saccade.Report.Pages;
using Saccade.Training;

namespace Saccade.Cli;

/// <summary>Writes a run's <c>report.html</c>.</summary>
internal static class ReportFile
{
    public static void Write(IApplication application, RunFolder run, Evaluation? evaluation, TimeProvider clock) => Write(run.ReportPath, application, run, evaluation, clock);

    public static void Write(string path, IApplication application, RunFolder run, Evaluation? evaluation, TimeProvider clock)
    {
        ReportSection[] sections = evaluation is not null && application.Report(run, evaluation) is { } section ? [section] : [];
        AtomicFile.WriteText(path, RunReport.Of(run.ReadInfo(), Journal.Read(run.JournalPath), evaluation, sections, clock.GetUtcNow()));
    }
}
