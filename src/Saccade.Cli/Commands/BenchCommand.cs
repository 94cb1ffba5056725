using System.CommandLine;
using Saccade.Cli.Bench;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>bench</c>: the time of a whole training step of each shipped model on generated data.</summary>
internal sealed class BenchCommand : SaccadeCommand
{
    private readonly Option<string[]> _model = new("--model") { Description = "only this model; may be given several times", HelpName = "NAME", DefaultValueFactory = _ => [] };
    private readonly Option<int> _threads = new("--threads") { Description = "threads (default: all cores)", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<double> _seconds = new("--seconds") { Description = "how long to measure each model (default 4)", HelpName = "S", DefaultValueFactory = _ => 4 };

    public BenchCommand()
        : base("bench", "time a whole training step of each shipped model", "saccade bench --model encoder --threads 1")
    {
        Add(_model);
        Add(_threads);
        Add(_seconds);
    }

    public override string Notes =>
        $"Models: {string.Join(", ", BenchModels.All.Select(m => m.Name))}.\nMedians of turns; memory is native memory in use at one time. Compare with PyTorch: benchmarks/compare.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var threads = arguments.GetValue(_threads);
        if (threads is < 1 or > 1024)
            throw new UsageException($"--threads is {threads}, but has to be between 1 and 1024");
        var asked = arguments.GetRequiredValue(_model);
        if (asked.FirstOrDefault(name => BenchModels.All.All(m => m.Name != name)) is { } unknown)
            throw new UsageException($"there is no bench model '{unknown}'; the nearest is '{NearestName.Of(unknown, BenchModels.All.Select(m => m.Name))}'");
        var results = new List<BenchResult>();
        foreach (var entry in BenchModels.All.Where(m => asked.Length == 0 || asked.Contains(m.Name)))
        {
            context.Tell($"measuring {entry.Name} ...");
            results.Add(BenchResult.Measure(entry, threads, TimeSpan.FromSeconds(arguments.GetValue(_seconds)), context.Stop));
        }
        return new Outcome(new { Models = results }, screen => Show(screen, results));
    }

    private static void Show(IAnsiConsole screen, List<BenchResult> results)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("model", "parameters", "batch", "step ms", "forward ms", "GFLOPS", "of peak", "MB", "managed B");
        foreach (var column in table.Columns)
            column.NoWrap().Alignment = column == table.Columns[0] ? Justify.Left : Justify.Right;
        foreach (var r in results)
        {
            table.AddRow(r.Model, NumberText.Count(r.Parameters), $"{r.Batch}", NumberText.Of(r.StepMs), NumberText.Of(r.ForwardMs), NumberText.Of(r.Gflops),
                $"{r.PercentOfPeak:0} %", NumberText.Of(r.PeakMb), NumberText.Count(r.ManagedBytesPerStep));
        }
        screen.WriteLine($"Whole training steps on {results[0].Threads} threads; native memory in use and managed bytes a step");
        screen.Write(table);
        foreach (var r in results.Where(r => r.StreamPerSecond is not null))
            screen.WriteLine($"{r.Model}, step by step as a stream: {NumberText.Count((long)r.StreamPerSecond!.Value)} steps a second, {NumberText.Count(r.ManagedBytesPerStreamStep!.Value)} managed bytes a step");
    }
}
