using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Counting.Scenes;
using Saccade.Counting.Sets;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>data make scenes</c>: writes a set of made images of things to count.</summary>
internal sealed class DataMakeScenesCommand : SaccadeCommand
{
    // A noisy PNG hardly shrinks.
    private const int BytesOfPixel = 3;

    private static readonly SceneOptions Defaults = new();

    private readonly Option<string> _out = new("--out") { Description = "folder for the set, new or empty", HelpName = "DIR", Required = true };
    private readonly Option<int> _samples = Number("--samples", "how many images", "N", 1000);
    private readonly Option<ulong> _seed = new("--seed") { Description = $"the same seed gives the same images (default {Defaults.Seed})", HelpName = "S", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<int> _size = Number("--size", "pixels along the longer side", "PIXELS", Defaults.Size);
    private readonly Option<int> _fewest = Number("--fewest", "objects in an image at least", "N", Defaults.Fewest);
    private readonly Option<int> _most = Number("--most", $"objects in an image at most, up to {SceneOptions.MostObjects}", "N", Defaults.Most);
    private readonly Option<double> _touching = new("--touching") { Description = $"probability that an object touches or overlaps another (default {Defaults.Touching})", HelpName = "SHARE", DefaultValueFactory = _ => Defaults.Touching };
    private readonly Option<double> _apart = new("--apart") { Description = $"probability that an image's objects are kept apart (default {Defaults.Apart})", HelpName = "SHARE", DefaultValueFactory = _ => Defaults.Apart };
    private readonly Option<double> _clutter = new("--clutter") { Description = $"probability of lines, specks and uneven light in an image (default {Defaults.Clutter})", HelpName = "SHARE", DefaultValueFactory = _ => Defaults.Clutter };
    private readonly Option<double> _oneColour = new("--one-colour") { Description = $"probability that one colour is to be counted, and not everything (default {Defaults.OneColour})", HelpName = "SHARE", DefaultValueFactory = _ => Defaults.OneColour };
    private readonly Option<bool> _plain = new("--plain") { Description = "easier: square images, even ground, plain discs" };

    public DataMakeScenesCommand()
        : base("scenes", "make seeded images of things to count, with a point and a box for each, split 60/20/20", "saccade data make scenes --out data/scenes --samples 2000 --seed 1")
    {
        foreach (var option in new Option[] { _out, _samples, _seed, _size, _fewest, _most, _touching, _apart, _clutter, _oneColour, _plain })
            Add(option);
    }

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (folder, samples, isPlain) = (arguments.GetRequiredValue(_out), arguments.GetValue(_samples), arguments.GetValue(_plain));
        var options = new SceneOptions
        {
            Size = arguments.GetValue(_size),
            Fewest = arguments.GetValue(_fewest),
            Most = arguments.GetValue(_most),
            Touching = arguments.GetValue(_touching),
            OneColour = arguments.GetValue(_oneColour),
            Apart = arguments.GetValue(_apart),
            Clutter = isPlain ? 0 : arguments.GetValue(_clutter),
            Varied = !isPlain,
            Seed = arguments.GetValue(_seed),
        };
        try
        {
            options.Validate();
            DiskSpace.Require(folder, (long)samples * options.Size * options.Size * BytesOfPixel);
            WorkDisplay.Watch(context, "making images", samples, progress => SceneSet.Make(folder, options, samples, progress, context.Stop));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        var set = CountingSet.Open(folder);
        var facts = CountingFacts.Of(set);
        return new Outcome(new { Folder = folder, Options = options, Facts = facts }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(set.Items.Count)} images in {folder}: {string.Join(", ", Enum.GetValues<Split>().Select(s => $"{NumberText.Count(set.Indices(s).Count)} {s.ToString().ToLowerInvariant()}"))}");
            screen.WriteLine($"{facts["mean"]} things to count in an image on average, {facts["fewest"]} to {facts["most"]}; where steps of training images are drawn evenly {facts["training_done_share"]!.GetValue<double>():P1} of them are the end.");
            screen.WriteLine($"Look at some with 'saccade data show {folder} --out sheet.png --columns 4'.");
        });
    }

    private static Option<int> Number(string name, string description, string unit, int initial) =>
        new(name) { Description = $"{description} (default {initial})", HelpName = unit, DefaultValueFactory = _ => initial };
}
