using Saccade.Cli.Queue;
using Saccade.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Saccade.Cli.Tests;

public class QueueTableTests
{
    [Fact]
    public void The_table_tells_of_each_run_what_it_does_how_well_and_how_long_it_still_takes()
    {
        var clock = new StoppedClock();
        var board = new QueueBoard([("a-seed-1", "accuracy"), ("a-seed-2", "accuracy"), ("b-seed-1", "accuracy"), ("c-seed-1", "accuracy")], 2, clock);
        board.Take(0, Step(10));
        clock.Advance(TimeSpan.FromSeconds(60));
        board.End(0, new QueueOutcome("runs/a-seed-1", RunStatus.Failed, "step 3: the loss is not finite"));
        board.Take(1, Step(20));
        clock.Advance(TimeSpan.FromSeconds(100));
        board.Take(1, new EpochEntry
        {
            Step = 100, Epoch = 1, Time = DateTimeOffset.UnixEpoch, TrainLoss = 1, ValidationLoss = 1, Metrics = new Dictionary<string, double> { ["accuracy"] = 0.912 },
            ElapsedSeconds = 1, SamplesSeen = 1, IsBest = true,
        });
        board.Take(1, Step(30));
        board.Take(2, new TrainingProgress("still_frame", 1, 1, 4, 20, 1, double.NaN, TimeSpan.Zero, null));
        Assert.Equal(
            """

              run        status                              epoch   best on validation   steps/s   time left
            ────────────────────────────────────────────────────────────────────────────────────────────────────
              a-seed-1   failed                              1/4
              a-seed-2   training                            1/4     accuracy 0.912       2.40      5 min 00 s
              b-seed-1   judging: control still frame 4/20
              c-seed-1   waiting

            0 of 4 done, 1 failed, 2 min 40 s so far, about 5 min 50 s left

            """, Snapshot(board.Read((rows, summary) => QueueTable.Of(rows, summary, 40))));
    }

    [Fact]
    public void More_runs_than_the_terminal_has_lines_show_those_that_run_first()
    {
        var board = new QueueBoard(Enumerable.Range(0, 50).Select(i => ($"run-{i}", "accuracy")), 1, new StoppedClock());
        board.Take(30, Step(1));
        var shown = Snapshot(board.Read((rows, summary) => QueueTable.Of(rows, summary, 17)));
        Assert.Contains("run-30 ", shown);
        Assert.Equal(10, shown.Split('\n').Count(line => line.Contains("run-")));
    }

    [Fact]
    public void The_screen_tells_of_ends_and_notes_above_the_table()
    {
        var (writer, drawn, clock) = (new StringWriter(), 0, new StoppedClock());
        var console = Console(writer);
        var screen = new QueueScreen(console, clock, _ => drawn++, new QueueBoard([("a", "accuracy")], 1, clock));
        var observer = screen.Of(0, "a");
        observer.OnEntry(new NoteEntry { Step = 1, Epoch = 1, Time = DateTimeOffset.UnixEpoch, Kind = "loss_spike", Message = "the loss jumped" });
        for (var i = 0; i < 10; i++)
            observer.OnProgress(Step(i));
        screen.Ended(0, "a", new QueueOutcome("runs/a", RunStatus.Stopped, "stopped by the user"));
        Assert.Equal("a: note: the loss jumped\na: stopped: stopped by the user\n", writer.ToString().ReplaceLineEndings("\n"));
        Assert.Equal(2, drawn);
    }

    private static TrainingProgress Step(long step) => new("train", 1, 4, step, 100, 0.9, 2.4, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(300));

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 110;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static string Snapshot(IRenderable renderable)
    {
        var writer = new StringWriter();
        Console(writer).Write(renderable);
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
