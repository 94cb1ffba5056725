using System.CommandLine;
using System.Text.Json.Nodes;
using Saccade.Cli.StoredSets;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>data check</c>: reads a whole set and says what would make numbers from it meaningless.</summary>
internal sealed class DataCheckCommand : SaccadeCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "the set's folder" };

    public DataCheckCommand()
        : base("check", "read every sample of a set and run the data checks", "saccade data check data/balls") => Add(_folder);

    public override string Notes => "Exit code 3 when a check fails.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        using var set = StoredSet.Open(arguments.GetRequiredValue(_folder));
        context.Tell($"reading {NumberText.Count(set.Count)} samples ...");
        var inventory = set.Inventory();
        var checks = DataChecks.Judge(inventory);
        var facts = set.Facts();
        facts["unreadable"] = new JsonArray([.. inventory.Items.Where(i => i.Error is not null).Select(i => (JsonNode?)i.Error)]);
        return new Outcome(new { Checks = checks, Facts = facts }, screen =>
        {
            var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
            foreach (var (name, value) in FactRows.Of(facts))
                grid.AddRow(new Text(name), new Text(value));
            screen.Write(grid);
            EvidenceText.Checks(screen, checks, accepted: []);
        }, checks.All(c => c.Passed) ? ExitCode.Done : ExitCode.InvalidEvidence);
    }
}
