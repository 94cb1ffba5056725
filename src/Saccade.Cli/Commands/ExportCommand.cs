using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Export;
using Saccade.Export.Onnx;
using Saccade.Export.TensorBoard;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>export</c>: a run's weights, graph or journal in the formats of other software.</summary>
internal sealed class ExportCommand : SaccadeCommand
{
    private const string Onnx = "onnx", Safetensors = "safetensors", TensorBoard = "tensorboard";
    private const double MostLoss = 0.01;
    private static readonly string[] Formats = [Onnx, Safetensors, TensorBoard];

    private readonly ApplicationList _applications;
    private readonly Argument<string> _run = new("RUN") { Description = "the run's folder" };
    private readonly Option<string> _to = new("--to") { Description = $"what to write: {string.Join(", ", Formats)}", HelpName = "FORMAT", Required = true };
    private readonly Option<string?> _out = new("--out") { Description = "where to (default: in the run's folder; a folder for tensorboard)", HelpName = "FILE" };
    private readonly Option<bool> _int8 = new("--int8") { Description = "weights of products and convolutions in 8 bits, judged before they are written (onnx only)" };
    private readonly Option<double?> _maxLoss = new("--max-loss") { Description = "how much of its value the main metric may lose with --int8 (default 0.01)", HelpName = "SHARE" };
    private readonly Option<string> _split = SplitOption.Create(Split.Validation);

    public ExportCommand(ApplicationList applications)
        : base("export", "write a run's best model as ONNX or safetensors, or its journal for TensorBoard", "saccade export runs/first --to onnx --out first.onnx")
    {
        _applications = applications;
        Add(_run);
        foreach (var option in new Option[] { _to, _out, _int8, _maxLoss, _split })
            Add(option);
    }

    public override string Notes =>
        "A model of several graphs (counting by pointing: 'look' once, 'choose' at each step) becomes several files. Exit code 1, and nothing\n"
        + "written, when 8-bit weights lose more than --max-loss on --split. What goes in and comes out of each model: docs/export.md";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (format, int8) = (arguments.GetRequiredValue(_to), arguments.GetValue(_int8));
        if (!Formats.Contains(format))
            throw new UsageException($"--to is '{format}', but the formats are {string.Join(", ", Formats)}");
        if (int8 && format != Onnx)
            throw new UsageException($"--int8 is for --to {Onnx}");
        if (!int8 && arguments.GetValue(_maxLoss) is not null)
            throw new UsageException("--max-loss is for --int8");
        if (!int8 && arguments.GetResult(_split) is { Implicit: false })
            throw new UsageException("--split is for --int8");
        if (arguments.GetValue(_maxLoss) is { } given && !(given >= 0))
            throw new UsageException($"--max-loss is {given}, but has to be 0 or more");
        var run = RunFolder.Open(arguments.GetRequiredValue(_run));
        var target = arguments.GetValue(_out);
        if (target is not null && format != TensorBoard)
            RefuseRunsOwn(target, format);
        return format switch
        {
            TensorBoard => ToTensorBoard(run, target ?? run.TensorBoardPath, context),
            Safetensors => ToSafetensors(run, target ?? Path.Combine(run.Root, "model.safetensors")),
            _ when int8 => ToRoundedOnnx(run, target ?? Path.Combine(run.Root, "model.int8.onnx"), arguments, context),
            _ => ToOnnx(run, target ?? Path.Combine(run.Root, "model.onnx")),
        };
    }

    /// <summary>What a run consists of is never written over, this run's as little as another's.</summary>
    private static void RefuseRunsOwn(string target, string format)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(target)) ?? "";
        var isCheckpoint = Path.GetFileName(folder) == "checkpoints" && IsRun(Path.GetDirectoryName(folder)!);
        var isRunsOwn = isCheckpoint || (IsRun(folder) && Path.GetExtension(target) != $".{format}");
        if (isRunsOwn && File.Exists(target))
            throw new UsageException($"--out is '{target}', a file of a run, which would be lost; choose another, such as {Path.ChangeExtension(Path.GetFileName(target), format)} elsewhere");

        static bool IsRun(string folder) => File.Exists(Path.Combine(folder, "run.json"));
    }

    private static Outcome ToTensorBoard(RunFolder run, string target, CommandContext context)
    {
        var info = run.ReadInfo();
        if (info.Status == RunStatus.Running && !RunLife.Of(run, info.Created, context.Clock.GetUtcNow()).IsDead)
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

    private Outcome ToOnnx(RunFolder run, string target)
    {
        using var loaded = new LoadedRun(_applications, run);
        var graphs = OnnxExport.Write(loaded.Model, target);
        return new Outcome(new { Run = run.Root, To = Onnx, Graphs = graphs.Select(Described) }, screen => Show(screen, graphs));
    }

    private Outcome ToRoundedOnnx(RunFolder run, string target, ParseResult arguments, CommandContext context)
    {
        var (application, recipe) = _applications.Bind(run);
        var most = arguments.GetValue(_maxLoss) ?? MostLoss;
        var rounded = TrainingDisplay.Watch(context, observer => OnnxExport.WriteRounded(
            change => ChangedWeights.Judge(application, recipe, run, SplitOption.Value(arguments, _split), change, observer.OnProgress, context.Stop), most, target));
        var (change, bytes) = (rounded.Change, rounded.Graphs.Sum(g => g.Bytes));
        return new Outcome(
            new { Run = run.Root, To = Onnx, Int8 = true, Graphs = rounded.Graphs.Select(Described), Bytes = bytes, Float32Bytes = rounded.WholeBytes, rounded.Rounded, MaxLoss = most, change.Loss, Change = change },
            screen =>
            {
                Show(screen, rounded.Graphs);
                screen.WriteLine($"{NumberText.Count(rounded.Rounded)} weights in 8 bits: {NumberText.Of(bytes / 1e6)} MB instead of {NumberText.Of(rounded.WholeBytes / 1e6)} MB");
                screen.WriteLine($"{change.Metric} on {NumberText.Count(change.Samples)} samples of {change.Split.ToString().ToLowerInvariant()}: {NumberText.Of(change.ValueBefore)}, with 8-bit weights {NumberText.Of(change.ValueAfter)}");
                screen.WriteLine($"Median time for one sample in this engine, which multiplies in float32 either way: {NumberText.Of(change.MillisecondsBefore)} and {NumberText.Of(change.MillisecondsAfter)} ms");
            });
    }

    private static object Described(WrittenGraph graph) =>
        new { Out = Path.GetFullPath(graph.Path), graph.Bytes, Inputs = graph.Inputs.Select(i => new { i.Name, Shape = i.Shape.Select(e => e.ToString()), i.Holds }) };

    private static void Show(IAnsiConsole screen, IReadOnlyList<WrittenGraph> graphs)
    {
        foreach (var graph in graphs)
        {
            screen.WriteLine($"{graph.Path}, {NumberText.Of(graph.Bytes / 1e6)} MB, takes");
            foreach (var input in graph.Inputs)
                screen.WriteLine($"  {input.Name} [{string.Join(", ", input.Shape)}]: {input.Holds}");
        }
    }
}
