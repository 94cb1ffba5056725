using Saccade.Cli.Progress;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Queue;

/// <summary>Shows a queue while it runs: one live table on a terminal, each run's own lines under its name elsewhere.</summary>
internal static class QueueDisplay
{
    /// <param name="context">Where to show it.</param>
    /// <param name="plan">The queue's runs.</param>
    /// <param name="requests">Their requests; each gets an observer beside what it has.</param>
    /// <param name="parallel">Runs at a time.</param>
    /// <param name="work">Trains them and tells of each that ended.</param>
    public static IReadOnlyList<QueueOutcome> Watch(
        CommandContext context, QueuePlan plan, IReadOnlyList<TrainingRequest> requests, int parallel, Func<IReadOnlyList<TrainingRequest>, Action<int, QueueOutcome>, IReadOnlyList<QueueOutcome>> work)
    {
        if (!context.ProgressIsTerminal)
        {
            var writer = TextWriter.Synchronized(context.Error);
            return work(
                [.. requests.Select((r, i) => r with { Observer = ObserverPair.Of(r.Observer, new TrainingLines(writer, context.Clock, $"{plan.Runs[i].Name}: ")) })],
                (i, outcome) => writer.WriteLine(QueueText.Ended(plan.Runs[i].Name, outcome)));
        }
        var console = context.Progress;
        var board = new QueueBoard(plan.Runs.Zip(requests, (run, request) => (run.Name, request.Application.MetricsOf(request.Recipe)[0].Name)), parallel, context.Clock);
        return console.Live(TwoLines.Empty).AutoClear(true).Start(live =>
        {
            var screen = new QueueScreen(console, context.Clock, live.UpdateTarget, board);
            return work(
                [.. requests.Select((r, i) => r with { Observer = ObserverPair.Of(r.Observer, screen.Of(i, plan.Runs[i].Name)) })],
                (i, outcome) => screen.Ended(i, plan.Runs[i].Name, outcome));
        });
    }
}
