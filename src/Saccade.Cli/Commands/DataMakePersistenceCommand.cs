using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Objects.Clips;
using Saccade.Objects.Sets;
using Saccade.Report;
using Saccade.Training;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>data make persistence</c>: writes a set of generated clips of objects that stay or flicker.</summary>
internal sealed class DataMakePersistenceCommand : SaccadeCommand
{
    private static readonly PersistenceClipOptions Defaults = new();

    private readonly Option<string> _out = new("--out") { Description = "folder for the set, new or empty", HelpName = "DIR", Required = true };
    private readonly Option<int> _samples = Number("--samples", "how many clips", "N", 1000);
    private readonly Option<ulong> _seed = new("--seed") { Description = $"the same seed gives the same clips (default {Defaults.Seed})", HelpName = "S", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<int> _frames = Number("--frames", "frames of a clip", "T", Defaults.Frames);
    private readonly Option<int> _size = Number("--size", "width and height in pixels", "PIXELS", Defaults.Size);
    private readonly Option<string> _look = DataMakeTrajectoriesCommand.Choice<PersistenceLook>("--look", "neutral: only time and motion tell what stays; coloured: the old definition, white stays and red does not", Defaults.Look);
    private readonly Option<string> _projection = DataMakeTrajectoriesCommand.Choice<Projection>("--projection", "the camera; orthographic hides depth", Defaults.Projection);
    private readonly Option<string> _motion = DataMakeTrajectoriesCommand.Choice<MotionSet>("--motion", "the set of paths", Defaults.Motion);
    private readonly Option<string> _classes = new("--classes")
    {
        Description = $"motions that paths are drawn from, separated by commas (default {string.Join(",", Defaults.Classes)})",
        HelpName = "LIST",
        DefaultValueFactory = _ => string.Join(',', Defaults.Classes),
    };

    private readonly Option<int> _transients = Number("--transients", "transient objects a clip at most", "N", Defaults.Transients);
    private readonly Option<int> _shortLived = Number("--short-lived", "persistent objects a clip at most whose life is 4 to 8 frames, mostly with a gap; neutral look only", "N", Defaults.ShortLived);
    private readonly Option<double> _flicker = new("--flicker")
    {
        Description = $"probability that a transient is followed by another near its place; neutral look only (default {Defaults.Flicker})",
        HelpName = "SHARE",
        DefaultValueFactory = _ => Defaults.Flicker,
    };

    private readonly Option<bool> _boundary = new("--boundary") { Description = "harder: transients of 3 frames, short lives of 4 frames or of 2 or 3 sightings" };
    private readonly Option<bool> _occlusion = new("--occlusion") { Description = "harder: the lasting ball is hidden for some frames" };
    private readonly Option<bool> _crossing = new("--crossing") { Description = "harder: half of the other objects touch or cover the lasting ball" };
    private readonly Option<double> _blur = new("--blur") { Description = "standard deviation of a blur in pixels (default 0)", HelpName = "PIXELS" };
    private readonly Option<double> _noise = new("--noise") { Description = "standard deviation of pixel noise, as a share of full scale (default 0)", HelpName = "SHARE" };

    public DataMakePersistenceCommand()
        : base("persistence", "make seeded clips of objects that stay or flicker, with the truth of each, split 60/20/20", "saccade data make persistence --out data/flicker --samples 2000 --seed 1")
    {
        foreach (var option in new Option[] { _out, _samples, _seed, _frames, _size, _look, _projection, _motion, _classes, _transients, _shortLived, _flicker, _boundary, _occlusion, _crossing, _blur, _noise })
            Add(option);
    }

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var folder = arguments.GetRequiredValue(_out);
        var samples = arguments.GetValue(_samples);
        var options = new PersistenceClipOptions
        {
            Look = Enum.Parse<PersistenceLook>(arguments.GetRequiredValue(_look), ignoreCase: true),
            Frames = arguments.GetValue(_frames),
            Size = arguments.GetValue(_size),
            Classes = arguments.GetRequiredValue(_classes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Motion = Enum.Parse<MotionSet>(arguments.GetRequiredValue(_motion), ignoreCase: true),
            Projection = Enum.Parse<Projection>(arguments.GetRequiredValue(_projection), ignoreCase: true),
            Transients = arguments.GetValue(_transients),
            ShortLived = arguments.GetValue(_shortLived),
            Flicker = arguments.GetValue(_flicker),
            Boundary = arguments.GetValue(_boundary),
            Occlusion = arguments.GetValue(_occlusion),
            Crossing = arguments.GetValue(_crossing),
            Blur = arguments.GetValue(_blur),
            Noise = arguments.GetValue(_noise),
            Seed = arguments.GetValue(_seed),
        };
        try
        {
            options.Validate();
            DiskSpace.Require(folder, (long)samples * options.ClipBytes);
            WorkDisplay.Watch(context, "making clips", samples, progress => PersistenceSet.Make(folder, options, samples, progress, context.Stop));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        using var set = PersistenceSet.Open(folder);
        var splits = Enum.GetValues<Split>().ToDictionary(s => s.ToString().ToLowerInvariant(), s => set.Split.Indices(s).Count);
        return new Outcome(new { set.Folder, Samples = set.Count, Splits = splits, set.DataHash, set.Options }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(set.Count)} clips in {set.Folder}: {string.Join(", ", splits.Select(s => $"{NumberText.Count(s.Value)} {s.Key}"))}");
            screen.WriteLine($"Look at some with 'saccade data show {folder} --out sheet.png --columns 16'.");
        });
    }

    private static Option<int> Number(string name, string description, string unit, int initial) =>
        new(name) { Description = $"{description} (default {initial})", HelpName = unit, DefaultValueFactory = _ => initial };
}
