using Saccade.Cli.Progress;
using Saccade.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Saccade.Cli.Tests;

public class ProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Plain_lines_tell_the_start_each_epoch_and_a_sign_of_life()
    {
        var (writer, clock) = (new StringWriter(), new StoppedClock());
        var lines = new TrainingLines(writer, clock);
        Play(lines, clock);
        Assert.Equal(
            """
            1,234,567 parameters, 4 epochs of 200 steps, 2 threads
            epoch 1/4  training 60/200  loss 0.910  2.40 steps/s, 25 s so far, about 5 min 11 s left
            epoch 1/4  loss 0.812 (validation 0.954)  accuracy 0.431  best so far
            note: the loss of step 210 is 9, 7.1 standard deviations above the last hundred
            control shuffled frames 1/10
            finished: the last epoch is done

            """, writer.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Gradients_are_told_by_module_and_one_without_any_is_named_so()
    {
        var epoch = new EpochEntry
        {
            Step = 10, Epoch = 1, Time = Start, TrainLoss = 1, ValidationLoss = 1, Metrics = new Dictionary<string, double>(), ElapsedSeconds = 1, SamplesSeen = 10, IsBest = true,
            GradientNorms = new Dictionary<string, double> { ["encoder.a"] = 0.3, ["encoder.b"] = 0.4, ["done_head.fc1.weight"] = 0 },
        };
        Assert.Equal("gradients before clipping: encoder 0.500, done_head none", TrainingText.Gradients(epoch));
        Assert.Null(TrainingText.Gradients(epoch with { GradientNorms = new Dictionary<string, double>() }));
    }

    [Fact]
    public void The_screen_keeps_a_line_for_each_epoch_and_draws_bars_below()
    {
        var (writer, clock) = (new StringWriter(), new StoppedClock());
        var console = Console(writer);
        var drawn = new List<IRenderable>();
        Play(new TrainingScreen(console, clock, drawn.Add), clock);
        Assert.Equal(
            """
            1,234,567 parameters, 4 epochs of 200 steps, 2 threads
            epoch 1/4  loss 0.812 (validation 0.954)  accuracy 0.431  best so far
            note: the loss of step 210 is 9, 7.1 standard deviations above the last hundred

            """, writer.ToString().ReplaceLineEndings("\n"));
        Assert.Equal(3, drawn.Count);
        Assert.Equal(
            """
            epoch     ###.....................................  1/4
            training  ############............................  60/200
            loss 0.920 (class 0.610, position 0.310)  learning rate 0.0008
            2.40 steps/s, 25 s so far, about 5 min 11 s left

            """, Snapshot(drawn[1]));
        Assert.Equal(
            """
            control shuffled frames  ####....................................  1/10
            loss 0.920 (class 0.610, position 0.310)  learning rate 0.0008
            30 s so far

            """, Snapshot(drawn[2]));
    }

    [Fact]
    public void The_screen_is_not_drawn_more_often_than_an_eye_can_follow()
    {
        var (drawn, clock) = (0, new StoppedClock());
        var screen = new TrainingScreen(Console(new StringWriter()), clock, _ => drawn++);
        for (var step = 1; step <= 100; step++)
        {
            screen.OnProgress(Step(step));
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }
        Assert.Equal(10, drawn);
    }

    [Fact]
    public void Lines_above_a_display_cover_what_stood_there()
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 31;
        LinesAbove.Write(console, "twenty-one characters and nine");
        LinesAbove.Write(console, "twenty-one characters and nine more");
        Assert.Equal(
            ["twenty-one characters and nine", "twenty-one characters and nine", "more                          ", ""],
            writer.ToString().ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public void Counted_work_without_a_terminal_says_where_it_is_every_few_seconds()
    {
        var (error, clock) = (new StringWriter(), new StoppedClock());
        var context = new CommandContext(new StringWriter(), error, outputIsTerminal: false, errorIsTerminal: false, clock, CancellationToken.None);
        WorkDisplay.Watch(context, "making clips", 2000, progress =>
        {
            for (var done = 100; done <= 2000; done += 100)
            {
                clock.Advance(TimeSpan.FromSeconds(2));
                progress.Report(done);
            }
        });
        Assert.Equal(
            """
            making clips 500/2,000, about 30 s left
            making clips 1,000/2,000, about 20 s left
            making clips 1,500/2,000, about 10 s left
            making clips 2,000/2,000

            """, error.ToString().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(0, 10, "[blue][/][grey]........................................[/]")]
    [InlineData(5, 0, "[blue][/][grey]........................................[/]")]
    [InlineData(20, 10, "[blue]########################################[/][grey][/]")]
    public void A_bar_never_leaves_its_frame(double done, double total, string expected) => Assert.Equal(expected, Bars.Markup(done, total, unicode: false));

    private static void Play(ITrainingObserver observer, StoppedClock clock)
    {
        observer.OnEntry(new StartEntry { Step = 0, Epoch = 1, Time = Start, Epochs = 4, StepsPerEpoch = 200, Parameters = 1_234_567, Threads = 2 });
        observer.OnProgress(Step(1));
        observer.OnEntry(new StepEntry
        {
            Step = 60, Epoch = 1, Time = Start, Loss = 0.92, LearningRate = 8e-4, GradientNorm = 2, StepsPerSecond = 2.4, SamplesSeen = 960, ElapsedSeconds = 25,
            Terms = new Dictionary<string, double> { ["class"] = 0.61, ["position"] = 0.31 },
        });
        clock.Advance(TimeSpan.FromSeconds(25));
        observer.OnProgress(Step(60));
        observer.OnEntry(new EpochEntry
        {
            Step = 200, Epoch = 1, Time = Start, TrainLoss = 0.812, ValidationLoss = 0.954, Metrics = new Dictionary<string, double> { ["accuracy"] = 0.431 },
            ElapsedSeconds = 83, SamplesSeen = 3200, IsBest = true,
        });
        observer.OnEntry(new NoteEntry { Step = 210, Epoch = 2, Time = Start, Kind = "loss_spike", Message = "the loss of step 210 is 9, 7.1 standard deviations above the last hundred" });
        clock.Advance(TimeSpan.FromSeconds(5));
        observer.OnProgress(new TrainingProgress("shuffled_frames", 1, 1, 1, 10, double.NaN, double.NaN, TimeSpan.FromSeconds(30), null));
        observer.OnEntry(new EndEntry { Step = 800, Epoch = 4, Time = Start, Status = RunStatus.Finished, Reason = "the last epoch is done" });
    }

    private static TrainingProgress Step(long step) => new("train", 1, 4, step, 200, 0.91, 2.4, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(311));

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 110;
        console.Profile.Capabilities.Unicode = false;
        return console;
    }

    private static string Snapshot(IRenderable renderable)
    {
        var writer = new StringWriter();
        Console(writer).Write(renderable);
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
