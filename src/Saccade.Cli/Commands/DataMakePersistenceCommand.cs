using System.CommandLine;
using Saccade.Objects.Clips;
using Saccade.Objects.Sets;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;

namespace Saccade.Cli.Commands;

/// <summary><c>data make persistence</c>: writes a set of generated clips of objects that stay or flicker.</summary>
internal sealed class DataMakePersistenceCommand : DataMakeCommand
{
    private static readonly PersistenceClipOptions Defaults = new();

    private readonly Option<ulong> _seed = Seed(Defaults.Seed);
    private readonly Option<int> _frames = Number("--frames", "frames of a clip", "T", Defaults.Frames);
    private readonly Option<int> _size = Number("--size", "width and height in pixels", "PIXELS", Defaults.Size);
    private readonly Option<string> _look = DataMakeTrajectoriesCommand.Choice<PersistenceLook>("--look", "neutral: only time and motion tell what stays; coloured: the old definition, white stays and red does not", Defaults.Look);
    private readonly Option<string> _projection = DataMakeTrajectoriesCommand.Choice<Projection>("--projection", "the camera; orthographic hides depth", Defaults.Projection);
    private readonly Option<string> _motion = DataMakeTrajectoriesCommand.Choice<MotionSet>("--motion", "the set of paths", Defaults.Motion);
    private readonly Option<string> _classes = Classes("motions that paths are drawn from", Defaults.Classes);
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

    public DataMakePersistenceCommand()
        : base("persistence", "make seeded clips of objects that stay or flicker, with the truth of each, split 60/20/20", "saccade data make persistence --out data/flicker --samples 2000 --seed 1")
    {
        foreach (var option in new Option[] { Out, Samples, _seed, _frames, _size, _look, _projection, _motion, _classes, _transients, _shortLived, _flicker, _boundary, _occlusion, _crossing, _blur, Noise })
            Add(option);
    }

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var options = new PersistenceClipOptions
        {
            Look = Enum.Parse<PersistenceLook>(arguments.GetRequiredValue(_look), ignoreCase: true),
            Frames = arguments.GetValue(_frames),
            Size = arguments.GetValue(_size),
            Classes = Names(arguments.GetRequiredValue(_classes)),
            Motion = Enum.Parse<MotionSet>(arguments.GetRequiredValue(_motion), ignoreCase: true),
            Projection = Enum.Parse<Projection>(arguments.GetRequiredValue(_projection), ignoreCase: true),
            Transients = arguments.GetValue(_transients),
            ShortLived = arguments.GetValue(_shortLived),
            Flicker = arguments.GetValue(_flicker),
            Boundary = arguments.GetValue(_boundary),
            Occlusion = arguments.GetValue(_occlusion),
            Crossing = arguments.GetValue(_crossing),
            Blur = arguments.GetValue(_blur),
            Noise = arguments.GetValue(Noise),
            Seed = arguments.GetValue(_seed),
        };
        var folder = Make(arguments, context, options.ClipBytes, options.Validate, (to, samples, progress) => PersistenceSet.Make(to, options, samples, progress, context.Stop));
        using var set = PersistenceSet.Open(folder);
        return Made(folder, set.Split, set.DataHash, set.Options, show: " --columns 16");
    }
}
