using Saccade.Report;
using Saccade.Training;

namespace Saccade.Cli.Queue;

/// <summary>Where all runs of a queue stand, gathered from the threads that train them.</summary>
internal sealed class QueueBoard
{
    private readonly QueueRow[] _rows;
    private readonly int _parallel;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Lock _gate = new();

    /// <param name="runs">Name and shown metric of each.</param>
    /// <param name="parallel">Runs at a time.</param>
    /// <param name="clock">Tells how long everything takes.</param>
    public QueueBoard(IEnumerable<(string Name, string Metric)> runs, int parallel, TimeProvider clock)
    {
        _rows = [.. runs.Select(r => new QueueRow(r.Name, r.Metric))];
        _parallel = parallel;
        _clock = clock;
        _start = clock.GetTimestamp();
    }

    public void Take(int run, JournalEntry entry)
    {
        lock (_gate)
            _rows[run].Take(entry);
    }

    public void Take(int run, TrainingProgress progress)
    {
        lock (_gate)
            _rows[run].Take(progress, Now);
    }

    public void End(int run, QueueOutcome outcome)
    {
        lock (_gate)
            _rows[run].End(outcome, Now);
    }

    /// <summary>Reads the rows while nothing changes them.</summary>
    public T Read<T>(Func<IReadOnlyList<QueueRow>, string, T> show)
    {
        lock (_gate)
            return show(_rows, Summary());
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Such as <c>3 of 12 done, 1 failed, 25 min 00 s so far, about 40 min 10 s left</c>.</summary>
    private string Summary()
    {
        var failed = _rows.Count(r => r.Outcome?.Status == RunStatus.Failed);
        return $"{_rows.Count(r => r.Outcome?.Status == RunStatus.Finished)} of {_rows.Length} done{(failed > 0 ? $", {failed} failed" : "")}, {NumberText.Duration(Now)} so far"
            + (Left() is { } left ? $", about {NumberText.Duration(left)} left" : "");
    }

    /// <summary>A run to come is taken to last as long as those that have begun do on average; null while nobody knows.</summary>
    private TimeSpan? Left()
    {
        var running = _rows.Where(r => r is { IsRunning: true, Remaining: not null }).ToArray();
        var known = _rows.Where(r => r is { Took: not null, Outcome.Status: RunStatus.Finished }).Select(r => r.Took!.Value)
            .Concat(running.Select(r => Now - r.Began!.Value + r.Remaining!.Value)).ToArray();
        var waiting = _rows.Count(r => r.Began is null && r.Outcome is null);
        if (known.Length == 0 || (waiting == 0 && running.Length == 0))
            return null;
        var ahead = running.Aggregate(TimeSpan.Zero, (sum, r) => sum + r.Remaining!.Value) + (waiting * TimeSpan.FromTicks((long)known.Average(t => t.Ticks)));
        return ahead / Math.Min(_parallel, Math.Max(1, running.Length + waiting));
    }
}
