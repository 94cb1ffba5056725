using System.CommandLine;
using Saccade.Editing.Style;
using Saccade.Editing.Style.Pages;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>edit style</c>: how an editor cuts, from a folder of finished timelines.</summary>
internal sealed class EditStyleCommand : SaccadeCommand
{
    private const int MostPatterns = 5;

    private readonly Argument<string> _folder = new("DIR") { Description = "the folder with the timelines; those below it count too" };
    private readonly Option<string> _out = new("--out") { Description = "the page", HelpName = "FILE", DefaultValueFactory = _ => "report.html" };
    private readonly Option<string> _keyframes = KeyframesOption.Create();

    public EditStyleCommand()
        : base("style", "say how an editor cuts, from a folder of finished timelines", "saccade edit style projects --out style.html")
    {
        Add(_folder);
        Add(_out);
        Add(_keyframes);
    }

    public override string Notes => "Nothing is trained. A file that cannot be read is listed with its reason and the others go on. With --json every number; the page is written too.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (folder, path) = (arguments.GetRequiredValue(_folder), arguments.GetRequiredValue(_out));
        context.Tell($"reading the timelines of {folder} ...");
        var report = StyleReport.Of(Shelf.Read(folder, KeyframesOption.Read(arguments, _keyframes), context.Stop));
        AtomicFile.WriteText(path, StylePage.Of(report, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), context.Clock.GetUtcNow()));
        return new Outcome(new { Report = Path.GetFullPath(path), Style = report }, screen => Show(screen, report, path));
    }

    private static void Show(IAnsiConsole screen, StyleReport report, string path)
    {
        foreach (var file in report.LeftOut)
            screen.WriteLine($"left out: {file.File}: {file.Reason}");
        var rhythm = report.Rhythm;
        screen.WriteLine($"{NumberText.Count(report.Projects)} projects, {NumberText.Count(report.Clips)} clips: {NumberText.Of(rhythm.CutsPerMinute)} cuts a minute, the middle shot {NumberText.Of(rhythm.ShotSeconds.Median)} s, "
            + $"{NumberText.Count(report.Moves.Sum(m => m.Moves))} moves, {NumberText.Count(report.Transitions.Transitions)} transitions");
        foreach (var pattern in report.Patterns.Found.Take(MostPatterns))
            screen.WriteLine(StyleText.Sentence(pattern));
        foreach (var outlier in report.Consistency.Outliers)
            screen.WriteLine($"unlike the others: {outlier.Project}: {NumberText.Words(outlier.Measure)} {NumberText.Of(outlier.Value)}, the middle of all {NumberText.Of(outlier.Median)}");
        screen.WriteLine($"Report: {Path.GetFullPath(path)}");
    }
}
