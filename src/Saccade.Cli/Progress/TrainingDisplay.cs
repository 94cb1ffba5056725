using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Progress;

/// <summary>Shows a training or an evaluation while it runs: moving bars on a terminal, plain lines elsewhere.</summary>
internal static class TrainingDisplay
{
    /// <param name="context">Where to show it.</param>
    /// <param name="work">Told who watches.</param>
    public static T Watch<T>(CommandContext context, Func<ITrainingObserver, T> work)
    {
        if (!context.ProgressIsTerminal)
            return work(new TrainingLines(context.Error, context.Clock));
        var console = context.Progress;
        return console.Live(TwoLines.Empty).AutoClear(true).Start(live => work(new TrainingScreen(console, context.Clock, live.UpdateTarget)));
    }
}
