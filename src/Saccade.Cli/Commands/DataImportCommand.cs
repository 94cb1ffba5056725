using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Media;
using Saccade.Report;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Import;
using Saccade.Trajectories.Sets;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary>What <c>data import</c> makes a set of.</summary>
internal enum ImportKind
{
    Clips,
    Timelines,
    Counting,

    /// <summary>What timelines keep of the recordings that they are cut from.</summary>
    Footage,
}

/// <summary><c>data import</c>: makes a set of clips out of the user's own recordings, of grids or of cut footage out of their timelines, or of images to count in.</summary>
internal sealed class DataImportCommand : SaccadeCommand
{
    private const int MostShown = 10;

    private static readonly ImportRequest Defaults = new() { Recordings = "", Out = "" };

    private readonly Argument<string[]> _inputs = new("INPUTS") { Description = "folder of recordings: videos, gifs and folders of pictures; a folder for each class, unless --labels is given. With --kind timelines and footage: files and folders. With --kind counting: a folder of annotated images", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _kind = DataMakeTrajectoriesCommand.Choice<ImportKind>("--kind", "what the inputs are", ImportKind.Clips);
    private readonly Option<string> _out = new("--out") { Description = "folder for the set, new or empty", HelpName = "DIR", Required = true };
    private readonly Option<string?> _labels = new("--labels") { Description = "CSV with the columns file and label, and perhaps group: recordings of a group stay together", HelpName = "FILE" };
    private readonly Option<string> _background = DataMakeTrajectoriesCommand.Choice<Background>("--background", "median: of a fixed camera's picture leave only what moves", Defaults.Background);
    private readonly Option<int> _size = new("--size") { Description = $"width and height of a clip in pixels (default {Defaults.Size})", HelpName = "PIXELS", DefaultValueFactory = _ => Defaults.Size };
    private readonly Option<int> _frames = new("--frames") { Description = $"frames of a clip (default {Defaults.Frames})", HelpName = "T", DefaultValueFactory = _ => Defaults.Frames };
    private readonly Option<string> _rate = new("--rate") { Description = $"frames a second to which videos are brought (default {Defaults.Rate})", HelpName = "RATE", DefaultValueFactory = _ => Defaults.Rate.ToString() };
    private readonly Option<bool> _fit = new("--fit") { Description = "take recordings of several sizes; each is fitted into the square" };
    private readonly Option<ulong> _seed = new("--seed") { Description = $"of the split (default {Defaults.Seed})", HelpName = "S", DefaultValueFactory = _ => Defaults.Seed };

    private readonly TimelineImportOptions _timelines = new();
    private readonly CountingImportOptions _counting = new();
    private readonly FootageImportOptions _footage = new();

    public DataImportCommand()
        : base("import", "make a set of clips out of your own recordings, of grids or of cut footage out of your timelines, or of annotated images to count in", "saccade data import clips --labels labels.csv --out data/mine --background median")
    {
        Add(_inputs);
        foreach (var option in new Option[] { _out, _kind }.Concat(OfClips).Append(_seed).Concat(_timelines.All).Concat(_counting.All).Concat(_footage.All))
            Add(option);
    }

    public override string Notes => "Recordings are cut into clips one after another; all clips of a recording, and of its group, lie in one part of the split. So do timelines of one source, and nearly equal ones. What cannot be read is left out and named.";

    private IEnumerable<Option> OfClips => [_labels, _background, _size, _frames, _rate, _fit];

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var kind = Enum.Parse<ImportKind>(arguments.GetRequiredValue(_kind), ignoreCase: true);
        var own = OptionsOf(kind).ToArray();
        if (Enum.GetValues<ImportKind>().SelectMany(OptionsOf).Except(own).FirstOrDefault(o => arguments.GetResult(o) is { Implicit: false }) is { } other)
            throw new UsageException($"{other.Name} says nothing with --kind {kind.ToString().ToLowerInvariant()}");
        var (inputs, folder, seed) = (arguments.GetRequiredValue(_inputs), arguments.GetRequiredValue(_out), arguments.GetValue(_seed));
        return kind switch
        {
            ImportKind.Clips => ImportClips(arguments, context),
            ImportKind.Timelines => _timelines.Run(arguments, context, inputs, folder, seed, MostShown),
            ImportKind.Counting => _counting.Run(arguments, context, inputs, folder, seed, MostShown),
            _ => _footage.Run(arguments, context, _timelines, inputs, folder, seed, MostShown),
        };
    }

    private IEnumerable<Option> OptionsOf(ImportKind kind) => kind switch
    {
        ImportKind.Clips => OfClips,
        ImportKind.Timelines => _timelines.All,
        ImportKind.Counting => _counting.All,
        _ => [.. _timelines.Shared, .. _footage.All],
    };

    private Outcome ImportClips(ParseResult arguments, CommandContext context)
    {
        if (arguments.GetRequiredValue(_inputs) is not [var recordings])
            throw new UsageException("clips are imported from one folder");
        var rate = arguments.GetRequiredValue(_rate);
        var request = new ImportRequest
        {
            Recordings = recordings,
            Labels = arguments.GetValue(_labels),
            Out = arguments.GetRequiredValue(_out),
            Background = Enum.Parse<Background>(arguments.GetRequiredValue(_background), ignoreCase: true),
            Size = arguments.GetValue(_size),
            Frames = arguments.GetValue(_frames),
            Rate = FrameRate.TryParse(rate, out var parsed) ? parsed : throw new UsageException($"--rate is '{rate}', but has to be a rate such as 8 or 30000/1001"),
            Fit = arguments.GetValue(_fit),
            Seed = arguments.GetValue(_seed),
        };
        context.Tell($"importing {request.Recordings} ...");
        ImportResult? result = null;
        try
        {
            WorkDisplay.Watch(context, "importing recordings", ClipImport.Count(request), progress => result = ClipImport.Make(request, progress, context.Stop));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        using var set = TrajectorySet.Open(request.Out);
        var splits = Enum.GetValues<Split>().ToDictionary(s => s.ToString().ToLowerInvariant(), s => set.Split.Indices(s).Count);
        var twins = result!.Twins.Select(t => new { t.First, t.Second });
        return new Outcome(new { set.Folder, result.Recordings, Samples = set.Count, set.Options.Classes, Splits = splits, result.LeftOut, Twins = twins, set.DataHash }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(set.Count)} clips of {set.Options.Classes.Count} classes in {set.Folder}: {string.Join(", ", splits.Select(s => $"{NumberText.Count(s.Value)} {s.Key}"))}");
            foreach (var left in result.LeftOut.Take(MostShown))
                screen.WriteLine($"  left out: {left.File}: {left.Cause}");
            if (result.LeftOut.Count > 0)
                screen.WriteLine($"{result.LeftOut.Count} of {result.Recordings} recordings are left out; nothing takes their place.");
            foreach (var (first, second) in result.Twins.Take(MostShown))
                screen.WriteLine($"  the same, or nearly: {first} and {second}; they lie in one part of the split");
            screen.WriteLine($"Look at it with 'saccade data check {set.Folder}' and 'saccade data show {set.Folder} --out sheet.png'.");
        });
    }
}
