using System.CommandLine;
using Saccade.Editing.Formats;
using Saccade.Editing.Style;
using Saccade.Editing.Style.Telling;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>edit tell</c>: whose hand cut a timeline, from folders of projects whose hands are known.</summary>
internal sealed class EditTellCommand : SaccadeCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "timelines, and folders of them, whose hand is asked for; none: say only whether the hands can be told apart", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _of = new("--of") { Description = "a hand and the folder with its finished timelines; give at least two", HelpName = "NAME=DIR", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _judge = new("--judge") { Description = "further timelines of a known hand, to judge on", HelpName = "NAME=DIR", DefaultValueFactory = _ => [] };
    private readonly Option<string> _keyframes = KeyframesOption.Create();

    public EditTellCommand()
        : base("tell", "say whose hand cut a timeline, from folders of timelines of each", "saccade edit tell new.xml --of ann=cuts/ann --of bo=cuts/bo")
    {
        Add(_files);
        Add(_of);
        Add(_judge);
        Add(_keyframes);
    }

    public override string Notes => """
        Told by the numbers of the style report alone: rhythm, tracks, sizes and places, moves. First comes how often
        projects that were not learnt from are told rightly (left out in turn, or those of --judge), beside always naming
        the hand with the most projects and beside names dealt to the projects anew. Nothing leaves this machine.
        """;

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (of, judge, files) = (Hands(arguments, _of), Hands(arguments, _judge), arguments.GetRequiredValue(_files));
        if (of.Count < 2)
            throw new UsageException($"--of is given for {of.Count} hands, but has to be for two or more, such as --of ann=cuts/ann --of bo=cuts/bo");
        if (of.Select(h => h.Name).Distinct(StringComparer.Ordinal).Count() < of.Count)
            throw new UsageException("--of names a hand twice; put its timelines into one folder");
        var reading = KeyframesOption.Read(arguments, _keyframes);
        context.Tell($"reading the timelines of {string.Join(", ", of.Select(h => h.Folder))} ...");
        var told = HandTelling.Tell(Read(of, reading, context), Read(judge, reading, context), files.Length == 0 ? null : Shelf.ReadAll(files, reading, context.Stop));
        return new Outcome(told, screen => Show(screen, told), EvidenceText.ExitCodeOf(told.Evidence));
    }

    private static List<(string Name, string Folder)> Hands(ParseResult arguments, Option<string[]> option) => [.. arguments.GetRequiredValue(option).Select(given =>
        given.IndexOf('=') is > 0 and var at && at + 1 < given.Length ? (given[..at], given[(at + 1)..]) : throw new UsageException($"{option.Name} is '{given}', but has to be NAME=DIR, such as ann=cuts/ann"))];

    private static (string, Shelf)[] Read(IEnumerable<(string Name, string Folder)> hands, ReadOptions reading, CommandContext context) => [.. hands.Select(h => (h.Name, Shelf.Read(h.Folder, reading, context.Stop)))];

    private static void Show(IAnsiConsole screen, ToldHands told)
    {
        foreach (var file in told.LeftOut)
            screen.WriteLine($"left out: {file.File}: {file.Reason}");
        screen.WriteLine($"Learnt from {string.Join(" and ", told.Hands.Select(h => $"{NumberText.Count(h.Value)} projects of {h.Key}"))}. Judged on {told.Judged}:");
        EvidenceText.Show(screen, told.Evidence);
        screen.WriteLine($"With the names dealt anew and learnt, the best of many dealings is right {NumberText.Of(told.BestDealt)} of the time; a dealing does as well with a chance of {NumberText.Of(told.Chance)}.");
        screen.WriteLine($"By one kind of habit alone: {string.Join(", ", told.Aspects.Select(a => $"{NumberText.Words(a.Key.ToString()).ToLowerInvariant()} {NumberText.Of(a.Value)}"))}.");
        screen.WriteLine($"Furthest apart: {string.Join("; ", told.Telling.Select(Number))}.");
        if (told.Evidence.Verdict != Verdicts.Supported && told.Told.Count > 0)
            screen.WriteLine("These hands cannot be told apart by such numbers: what follows are guesses.");
        foreach (var project in told.Told)
        {
            var note = project.SameAs is { } same ? $" It is the same as {same}." : project.IsUnlikeAll ? " It is unlike all of them: perhaps it is somebody else's." : "";
            screen.WriteLine($"{project.Project}: {project.Hand} ({NumberText.Of(project.Probabilities[project.Hand])}): {string.Join("; ", project.Reasons.Select(Number))}.{note}");
        }
    }

    private static string Number(TellingNumber number) =>
        $"{number.Heading} {(double.IsNaN(number.Value) ? "" : $"{NumberText.Of(number.Value)} ")}({string.Join(", ", number.Means.Select(m => $"{m.Key} {NumberText.Of(m.Value)}"))})";
}
