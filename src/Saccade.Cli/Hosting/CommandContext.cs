using Saccade.Cli.Progress;
using Spectre.Console;

namespace Saccade.Cli;

/// <summary>The world as a command sees it: where to print, what time it is, whether to stop. All of it is given, so that a test can give its own.</summary>
internal sealed class CommandContext
{
    /// <summary>Columns when nobody looks: piped output depends on no terminal, and a program that reads it finds a path on one line.</summary>
    private const int PlainWidth = 1000;

    private readonly Lazy<IAnsiConsole> _screen;
    private readonly Lazy<IAnsiConsole> _progress;

    public CommandContext(TextWriter output, TextWriter error, bool outputIsTerminal, bool errorIsTerminal, TimeProvider clock, CancellationToken stop)
    {
        Output = output;
        Error = error;
        Clock = clock;
        Stop = stop;
        ProgressIsTerminal = errorIsTerminal;
        _screen = new Lazy<IAnsiConsole>(() => ConsoleOn(output, outputIsTerminal));
        _progress = new Lazy<IAnsiConsole>(() => ConsoleOn(error, errorIsTerminal));
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    public TimeProvider Clock { get; }

    /// <summary>Cancelled by Ctrl-C: work stops cleanly at the next step.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Results, on standard output.</summary>
    public IAnsiConsole Screen => _screen.Value;

    /// <summary>Progress, on standard error.</summary>
    public IAnsiConsole Progress => _progress.Value;

    /// <summary>Whether progress may move; otherwise it comes as plain lines.</summary>
    public bool ProgressIsTerminal { get; }

    /// <summary>Says what is being done, also above bars that are moving.</summary>
    public void Tell(string line)
    {
        if (ProgressIsTerminal)
            LinesAbove.Write(Progress, line);
        else
            Error.WriteLine(line);
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!isTerminal)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
