using System.CommandLine;
using Saccade.Export;
using Saccade.Export.TensorBoard;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>export</c>: a run's weights, graph or journal in the formats of other software.</summary>
internal sealed class ExportCommand : SaccadeCommand
{
    private const string Safetensors = "safetensors", TensorBoard = "tensorboard";
    private static readonly string[] Formats = [Safetensors, TensorBoard];

    private readonly ApplicationList _applications;
    private readonly Argument<string> _run = new("RUN") { Description = "the run's folder" };
    private readonly Option<string> _to = new("--to") { Description = $"what to write: {string.Join(", ", Formats)}", HelpName = "FORMAT", Required = true };
    private readonly Option<string?> _out = new("--out") { Description = "where to (default: in the run's folder; a folder for tensorboard)", HelpName = "FILE" };

    public ExportCommand(ApplicationList applications)
        : base("export", "write a run's best weights or its journal for other software", "saccade export runs/first --to safetensors --out first.safetensors")
    {
        _applications = applications;
        Add(_run);
        Add(_to);
        Add(_out);
    }

    public override string Notes => "docs/export.md";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var format = arguments.GetRequiredValue(_to);
        if (!Formats.Contains(format))
            throw new UsageException($"--to is '{format}', but the formats are {string.Join(", ", Formats)}");
        var run = RunFolder.Open(arguments.GetRequiredValue(_run));
        var target = arguments.GetValue(_out);
        return format == TensorBoard ? ToTensorBoard(run, target ?? run.TensorBoardPath, context) : ToSafetensors(run, target ?? Path.Combine(run.Root, "model.safetensors"));
    }

    private static Outcome ToTensorBoard(RunFolder run, string target, CommandContext context)
    {
        if (run.ReadInfo().Status == RunStatus.Running && File.Exists(run.HeartbeatPath) && Heartbeat.Read(run.HeartbeatPath).IsAlive(context.Clock.GetUtcNow()))
            throw new RunException($"{run.Given}: is being trained; 'saccade train --log tensorboard' writes while it trains, or wait for its end");
        var path = TensorBoardLog.Write(run, target, context.Clock.GetUtcNow());
        return new Outcome(new { Run = run.Root, To = TensorBoard, Out = path }, screen => screen.WriteLine($"{path}: see it with tensorboard --logdir {target}"));
    }

    private Outcome ToSafetensors(RunFolder run, string target)
    {
        using var loaded = new LoadedRun(_applications, run);
        var values = SafetensorsExport.Write(loaded.Model, target);
        return new Outcome(new { Run = run.Root, To = Safetensors, Out = Path.GetFullPath(target), Values = values, Bytes = new FileInfo(target).Length }, screen =>
            screen.WriteLine($"{NumberText.Count(values)} values in {target}"));
    }
}
