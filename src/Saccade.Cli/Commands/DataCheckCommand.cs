using System.CommandLine;
using Saccade.Report;
using Saccade.Training;
using Saccade.Trajectories.Data;
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
        using var data = StoredTrajectories.Open(arguments.GetRequiredValue(_folder));
        context.Error.WriteLine($"reading {NumberText.Count(data.Set.Count)} clips ...");
        var inventory = DataInventory.Of(data);
        var checks = DataChecks.Judge(inventory);
        var facts = new
        {
            Samples = inventory.Items.Count,
            Unreadable = inventory.Items.Where(i => i.Error is not null).Select(i => i.Error),
            Splits = inventory.Splits.ToDictionary(s => s.ToString().ToLowerInvariant(), s => inventory.Items.Count(i => i.Split == s)),
            Classes = data.ClassNames.Select((name, label) => (name, Count: inventory.Items.Count(i => i.Label == label))).ToDictionary(c => c.name, c => c.Count),
            DataHash = data.Hash,
            Clips = data.Options,
        };
        return new Outcome(new { Checks = checks, Facts = facts }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(facts.Samples)} samples: {Counts(facts.Splits)}; classes: {Counts(facts.Classes)}");
            EvidenceText.Checks(screen, checks, accepted: []);
        }, checks.All(c => c.Passed) ? ExitCode.Done : ExitCode.InvalidEvidence);
    }

    private static string Counts(Dictionary<string, int> counts) => string.Join(", ", counts.Select(c => $"{NumberText.Count(c.Value)} {c.Key}"));
}
