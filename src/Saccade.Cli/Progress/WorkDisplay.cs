using Saccade.Report;
using Spectre.Console;

namespace Saccade.Cli.Progress;

/// <summary>Shows work that comes in equal pieces while it runs: one moving bar on a terminal, a line every few seconds elsewhere.</summary>
internal static class WorkDisplay
{
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <param name="context">Where to show it.</param>
    /// <param name="what">In words, such as <c>making clips</c>.</param>
    /// <param name="total">How many pieces there are.</param>
    /// <param name="work">Reports how many pieces are done, from any thread.</param>
    public static void Watch(CommandContext context, string what, long total, Action<IProgress<int>> work)
    {
        if (!context.ProgressIsTerminal)
        {
            work(new Throttled(context.Clock, LineInterval, (done, elapsed) => context.Error.WriteLine(Line(what, done, total, elapsed))));
            return;
        }
        var unicode = context.Progress.Profile.Capabilities.Unicode;
        context.Progress.Live(TwoLines.Empty).AutoClear(true).Start(live => work(new Throttled(context.Clock, BarInterval, (done, elapsed) =>
            live.UpdateTarget(TwoLines.Of($"{Bars.Markup(done, total, unicode)}  {Markup.Escape(Line(what, done, total, elapsed))}")))));
    }

    private static string Line(string what, long done, long total, TimeSpan elapsed)
    {
        var left = done > 0 && done < total ? $", about {NumberText.Duration(elapsed / done * (total - done))} left" : "";
        return $"{what} {NumberText.Count(done)}/{NumberText.Count(total)}{left}";
    }

    private sealed class Throttled(TimeProvider clock, TimeSpan interval, Action<int, TimeSpan> show) : IProgress<int>
    {
        private readonly Lock _gate = new();
        private readonly long _start = clock.GetTimestamp();
        private long _last = clock.GetTimestamp();

        public void Report(int value)
        {
            lock (_gate)
            {
                if (clock.GetElapsedTime(_last) < interval)
                    return;
                _last = clock.GetTimestamp();
                show(value, clock.GetElapsedTime(_start));
            }
        }
    }
}
