using System.CommandLine;
using Saccade.Editing.Comparing;
using Saccade.Editing.Formats;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>edit diff</c>: what changed from one timeline to another.</summary>
internal sealed class EditDiffCommand : SaccadeCommand
{
    private readonly Argument<string> _before = new("A") { Description = "a timeline, known by its content" };
    private readonly Argument<string> _after = new("B") { Description = "another; the formats may differ" };
    private readonly Option<string> _keyframes = KeyframesOption.Create();

    public EditDiffCommand()
        : base("diff", "say what changed from one timeline to another", "saccade edit diff before.xml after.xml")
    {
        Add(_before);
        Add(_after);
        Add(_keyframes);
    }

    public override string Notes => "Compared is what the timelines mean, not how they are written; times are exact fractions of seconds. Exit code 0 whether or not something changed.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var options = KeyframesOption.Read(arguments, _keyframes);
        var (before, after) = (arguments.GetRequiredValue(_before), arguments.GetRequiredValue(_after));
        var differences = TimelineComparison.Between(TimelineFormats.Read(before, options), TimelineFormats.Read(after, options));
        return new Outcome(new { A = before, B = after, Equal = differences.Count == 0, Differences = differences }, screen =>
        {
            foreach (var difference in differences)
                screen.WriteLine(difference.ToString());
            screen.WriteLine(differences.Count == 0 ? "nothing changed" : $"{differences.Count} differences");
        });
    }
}
