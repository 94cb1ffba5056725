using Saccade.Cli.Progress;
using Saccade.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Saccade.Cli.Queue;

/// <summary>A queue on a terminal: a line for each run that ended and each note, and below them the live table, drawn at most ten times a second.</summary>
internal sealed class QueueScreen(IAnsiConsole console, TimeProvider clock, Action<IRenderable> draw, QueueBoard board)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly QueueBoard _board = board;
    private readonly Lock _gate = new();
    private long _lastDraw = long.MinValue;

    /// <summary>What watches one of the runs.</summary>
    public ITrainingObserver Of(int run, string name) => new Watcher(this, run, name);

    public void Ended(int run, string name, QueueOutcome outcome)
    {
        _board.End(run, outcome);
        lock (_gate)
        {
            LinesAbove.Write(console, QueueText.Ended(name, outcome));
            Draw();
        }
    }

    private void DrawWhenDue()
    {
        lock (_gate)
        {
            if (_lastDraw == long.MinValue || clock.GetElapsedTime(_lastDraw) >= Interval)
                Draw();
        }
    }

    private void Draw()
    {
        _lastDraw = clock.GetTimestamp();
        draw(_board.Read((rows, summary) => QueueTable.Of(rows, summary, console.Profile.Height)));
    }

    private void Note(string line)
    {
        lock (_gate)
            LinesAbove.Write(console, line);
    }

    private sealed class Watcher(QueueScreen screen, int run, string name) : ITrainingObserver
    {
        public void OnEntry(JournalEntry entry)
        {
            screen._board.Take(run, entry);
            if (entry is NoteEntry note)
                screen.Note($"{name}: note: {note.Message}");
        }

        public void OnProgress(TrainingProgress progress)
        {
            screen._board.Take(run, progress);
            screen.DrawWhenDue();
        }
    }
}
