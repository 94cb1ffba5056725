using Saccade.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Saccade.Cli.Progress;

/// <summary>
/// A training on a terminal: a line for each finished epoch and note, and below them two moving bars with losses, pace and time
/// left. It draws at most ten times a second, on the thread that trains.
/// </summary>
internal sealed class TrainingScreen(IAnsiConsole console, TimeProvider clock, Action<IRenderable> draw) : ITrainingObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private long _lastDraw = long.MinValue;
    private int _epochs;
    private string _losses = "";

    public void OnEntry(JournalEntry entry)
    {
        lock (_gate)
        {
            switch (entry)
            {
                case StartEntry start:
                    _epochs = start.Epochs;
                    Above(TrainingText.Start(start));
                    break;
                case StepEntry step:
                    _losses = TrainingText.Losses(step);
                    break;
                case EpochEntry epoch:
                    Above(TrainingText.Epoch(epoch, _epochs));
                    if (TrainingText.Gradients(epoch) is { } gradients)
                        Above(gradients);
                    break;
                case NoteEntry note:
                    Above($"note: {note.Message}");
                    break;
            }
        }
    }

    public void OnProgress(TrainingProgress progress)
    {
        lock (_gate)
        {
            if (_lastDraw != long.MinValue && clock.GetElapsedTime(_lastDraw) < Interval)
                return;
            _lastDraw = clock.GetTimestamp();
            draw(Render(progress));
        }
    }

    private void Above(string text) => LinesAbove.Write(console, text);

    private Rows Render(TrainingProgress progress)
    {
        var unicode = console.Profile.Capabilities.Unicode;
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
        var done = progress.Epoch - 1 + (progress.Phase == "train" && progress.Steps > 0 ? (double)progress.Step / progress.Steps : 0);
        if (progress.Epochs > 1)
            grid.AddRow(new Text("epoch"), new Markup(Bars.Markup(done, progress.Epochs, unicode)), new Text($"{progress.Epoch}/{progress.Epochs}"));
        grid.AddRow(
            new Text(TrainingText.Phase(progress.Phase)), new Markup(Bars.Markup(progress.Step, progress.Steps, unicode)), new Text($"{progress.Step}/{progress.Steps}"));
        return new Rows(grid, new Text(_losses), new Text(TrainingText.Pace(progress)));
    }
}
