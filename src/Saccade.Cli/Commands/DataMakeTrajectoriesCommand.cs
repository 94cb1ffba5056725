using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Report;
using Saccade.Training;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Motions;
using Saccade.Trajectories.Sets;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>data make trajectories</c>: writes a set of generated clips of a moving ball.</summary>
internal sealed class DataMakeTrajectoriesCommand : SaccadeCommand
{
    private const int FewestClasses = 2;

    private static readonly ClipOptions Defaults = new();

    private readonly Option<string> _out = new("--out") { Description = "folder for the set, new or empty", HelpName = "DIR", Required = true };
    private readonly Option<int> _samples = new("--samples") { Description = "how many clips (default 1000)", HelpName = "N", DefaultValueFactory = _ => 1000 };
    private readonly Option<ulong> _seed = new("--seed") { Description = $"the same seed gives the same clips (default {Defaults.Seed})", HelpName = "S", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<int> _frames = new("--frames") { Description = $"frames of a clip (default {Defaults.Frames})", HelpName = "T", DefaultValueFactory = _ => Defaults.Frames };
    private readonly Option<int> _size = new("--size") { Description = $"width and height in pixels (default {Defaults.Size})", HelpName = "PIXELS", DefaultValueFactory = _ => Defaults.Size };
    private readonly Option<int> _views = new("--views") { Description = $"cameras, 1 to 4 (default {Defaults.Views})", HelpName = "V", DefaultValueFactory = _ => Defaults.Views };
    private readonly Option<string> _projection = Choice<Projection>("--projection", "the camera; orthographic hides depth", Defaults.Projection);
    private readonly Option<string> _motion = Choice<MotionSet>("--motion", "matched: no still frame gives the class away; historical: the old equations, which do", Defaults.Motion);
    private readonly Option<string> _classes = new("--classes")
    {
        Description = $"motions, separated by commas (default {string.Join(",", Defaults.Classes)})",
        HelpName = "LIST",
        DefaultValueFactory = _ => string.Join(',', Defaults.Classes),
    };

    private readonly Option<double> _noise = new("--noise") { Description = "standard deviation of pixel noise, as a share of full scale (default 0)", HelpName = "SHARE" };

    private readonly Option<string> _occlusion = Choice<Occlusion>("--occlusion", "a dark bar that hides the ball for some frames", Defaults.Occlusion);
    private readonly Option<int> _distractors = new("--distractors") { Description = $"smaller, coloured balls that move about as well, up to {ClipOptions.MostDistractors} (default 0)", HelpName = "N" };

    public DataMakeTrajectoriesCommand()
        : base("trajectories", "make seeded clips of moving balls with known truth, split 60/20/20", "saccade data make trajectories --out data/balls --samples 2000 --seed 1")
    {
        foreach (var option in new Option[] { _out, _samples, _seed, _frames, _size, _views, _projection, _motion, _classes, _noise, _occlusion, _distractors })
            Add(option);
    }

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var folder = arguments.GetRequiredValue(_out);
        var samples = arguments.GetValue(_samples);
        var options = new ClipOptions
        {
            Classes = arguments.GetRequiredValue(_classes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Motion = Enum.Parse<MotionSet>(arguments.GetRequiredValue(_motion), ignoreCase: true),
            Projection = Enum.Parse<Projection>(arguments.GetRequiredValue(_projection), ignoreCase: true),
            Views = arguments.GetValue(_views),
            Frames = arguments.GetValue(_frames),
            Size = arguments.GetValue(_size),
            Noise = arguments.GetValue(_noise),
            Occlusion = Enum.Parse<Occlusion>(arguments.GetRequiredValue(_occlusion), ignoreCase: true),
            Distractors = arguments.GetValue(_distractors),
            Seed = arguments.GetValue(_seed),
        };
        try
        {
            options.Validate();
            if (options.Classes.Count < FewestClasses)
                throw new UsageException($"--classes: '{options.Classes[0]}' is the only class, and there is nothing to tell apart with fewer than {FewestClasses}; name another, such as {Defaults.Classes.First(c => c != options.Classes[0])}");
            DiskSpace.Require(folder, (long)samples * options.ClipBytes);
            WorkDisplay.Watch(context, "making clips", samples, progress => TrajectorySet.Make(folder, options, samples, progress, context.Stop));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        using var set = TrajectorySet.Open(folder);
        var splits = Enum.GetValues<Split>().ToDictionary(s => s.ToString().ToLowerInvariant(), s => set.Split.Indices(s).Count);
        return new Outcome(new { set.Folder, Samples = set.Count, Splits = splits, set.DataHash, set.Options }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(set.Count)} clips in {set.Folder}: {string.Join(", ", splits.Select(s => $"{NumberText.Count(s.Value)} {s.Key}"))}");
            screen.WriteLine($"Look at some with 'saccade data show {folder} --out sheet.png'.");
        });
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
