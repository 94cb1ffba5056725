using System.CommandLine;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Motions;
using Saccade.Trajectories.Sets;

namespace Saccade.Cli.Commands;

/// <summary><c>data make trajectories</c>: writes a set of generated clips of a moving ball.</summary>
internal sealed class DataMakeTrajectoriesCommand : DataMakeCommand
{
    private const int FewestClasses = 2;

    private static readonly ClipOptions Defaults = new();

    private readonly Option<ulong> _seed = Seed(Defaults.Seed);
    private readonly Option<int> _frames = Number("--frames", "frames of a clip", "T", Defaults.Frames);
    private readonly Option<int> _size = Number("--size", "width and height in pixels", "PIXELS", Defaults.Size);
    private readonly Option<int> _views = Number("--views", "cameras, 1 to 4", "V", Defaults.Views);
    private readonly Option<string> _projection = Choice<Projection>("--projection", "the camera; orthographic hides depth", Defaults.Projection);
    private readonly Option<string> _motion = Choice<MotionSet>("--motion", "matched: no still frame gives the class away; historical: the old equations, which do", Defaults.Motion);
    private readonly Option<string> _classes = Classes("motions", Defaults.Classes);
    private readonly Option<string> _occlusion = Choice<Occlusion>("--occlusion", "a dark bar that hides the ball for some frames", Defaults.Occlusion);
    private readonly Option<int> _distractors = new("--distractors") { Description = $"smaller, coloured balls that move about as well, up to {ClipOptions.MostDistractors} (default 0)", HelpName = "N" };

    public DataMakeTrajectoriesCommand()
        : base("trajectories", "make seeded clips of moving balls with known truth, split 60/20/20", "saccade data make trajectories --out data/balls --samples 2000 --seed 1")
    {
        foreach (var option in new Option[] { Out, Samples, _seed, _frames, _size, _views, _projection, _motion, _classes, Noise, _occlusion, _distractors })
            Add(option);
    }

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var options = new ClipOptions
        {
            Classes = Names(arguments.GetRequiredValue(_classes)),
            Motion = Enum.Parse<MotionSet>(arguments.GetRequiredValue(_motion), ignoreCase: true),
            Projection = Enum.Parse<Projection>(arguments.GetRequiredValue(_projection), ignoreCase: true),
            Views = arguments.GetValue(_views),
            Frames = arguments.GetValue(_frames),
            Size = arguments.GetValue(_size),
            Noise = arguments.GetValue(Noise),
            Occlusion = Enum.Parse<Occlusion>(arguments.GetRequiredValue(_occlusion), ignoreCase: true),
            Distractors = arguments.GetValue(_distractors),
            Seed = arguments.GetValue(_seed),
        };
        var folder = Make(arguments, context, options.ClipBytes, () => Validate(options), (to, samples, progress) => TrajectorySet.Make(to, options, samples, progress, context.Stop));
        using var set = TrajectorySet.Open(folder);
        return Made(folder, set.Split, set.DataHash, set.Options);
    }

    private static void Validate(ClipOptions options)
    {
        options.Validate();
        if (options.Classes.Count < FewestClasses)
            throw new UsageException($"--classes: '{options.Classes[0]}' is the only class, and there is nothing to tell apart with fewer than {FewestClasses}; name another, such as {Defaults.Classes.First(c => c != options.Classes[0])}");
    }

    internal static Option<string> Choice<T>(string name, string description, T initial)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(n => n.ToLowerInvariant()).ToArray();
        var option = new Option<string>(name)
        {
            Description = $"{description} (default {initial.ToString().ToLowerInvariant()})",
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => initial.ToString(),
        };
        // Not AcceptOnlyFromAmong: its message spreads over several lines.
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !names.Contains(value.ToLowerInvariant()))
                result.AddError($"{name} is '{value}', but has to be {string.Join(" or ", names)}");
        });
        return option;
    }
}
