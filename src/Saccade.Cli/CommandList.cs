using System.CommandLine;
using Saccade.Cli.Commands;
using Saccade.Training;

namespace Saccade.Cli;

/// <summary>Every command, in the order in which the help lists them.</summary>
internal static class CommandList
{
    /// <param name="applications">What there is to train, evaluate and predict with.</param>
    public static IEnumerable<Command> All(ApplicationList applications) =>
    [
        new DemoCommand(applications),
        new CommandGroup("data", "Makes, imports, checks and shows data sets.",
            new CommandGroup("make", "Makes a data set with known truth.", new DataMakeTrajectoriesCommand(), new DataMakePersistenceCommand(), new DataMakeTimelinesCommand(), new DataMakeScenesCommand()),
            new DataImportCommand(),
            new DataCheckCommand(),
            new DataShowCommand()),
        new CommandGroup("edit", "Reads, writes, checks and compares an editor's timelines.",
            new EditInspectCommand(),
            new EditConvertCommand(),
            new EditCheckCommand(),
            new EditDiffCommand(),
            new EditStyleCommand(),
            new EditTellCommand(),
            new EditFeaturesCommand(),
            new EditSuggestCommand(applications)),
        new CountCommand(applications),
        new CommandGroup("weights", "Brings weights in from elsewhere.", new WeightsImportCommand()),
        new AuditCommand(),
        new TrainCommand(applications),
        new EvaluateCommand(applications),
        new CompareCommand(applications),
        new CommandGroup("runs", "Looks at all runs together.", new RunsQueryCommand()),
        new PredictCommand(applications),
        new ExplainCommand(applications),
        new ReportCommand(applications),
        new StudioCommand(applications),
        new ServeCommand(applications),
        new ExportCommand(applications),
        new DoctorCommand(),
        new BenchCommand(),
    ];
}
