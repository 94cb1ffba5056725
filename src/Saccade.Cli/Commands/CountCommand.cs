using System.CommandLine;
using System.Text.Json;
using Saccade.Cli.Progress;
using Saccade.Counting;
using Saccade.Counting.Adapting;
using Saccade.Counting.Corrections;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Sets;
using Saccade.Counting.Tiles;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>count</c>: points at the things in images one by one, and so counts them.</summary>
internal sealed class CountCommand : SaccadeCommand
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".gif"];

    private readonly ApplicationList _applications;
    private readonly Argument<string[]> _images = new("IMAGE") { Description = "images, and folders of them; none with --learn", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _model = new("--model") { Description = "a run of the task counting", HelpName = "RUN", Required = true };
    private readonly Option<string> _out = new("--out") { Description = "folder for the results; with --learn of the new run", HelpName = "DIR", Required = true };
    private readonly Option<string> _category = new("--category") { Description = $"what to count, by a word that the model was trained with (default {CountingSet.Everything})", HelpName = "WORD", DefaultValueFactory = _ => CountingSet.Everything };
    private readonly Option<string> _tile = new("--tile") { Description = "count larger images by overlapping tiles of so many pixels, or none; auto: where things lie too near together to be told apart in the whole (default auto)", HelpName = "PIXELS|none|auto", DefaultValueFactory = _ => TileChoice.Auto.ToString() };
    private readonly Option<bool> _flips = new("--flips") { Description = "look at each image in a mirror too, and choose by both: takes twice as long" };
    private readonly Option<string?> _corrections = new("--corrections") { Description = "what is wrong with the counts of some of the images: add, remove, resume_from", HelpName = "FILE" };
    private readonly Option<string?> _learn = new("--learn") { Description = $"learn from a set of images, or from a folder of corrected counts, at least {OwnLearning.FewestImages}, and count images left out before and after", HelpName = "DIR" };
    private readonly Option<string[]> _set = new("--set") { Description = "with --learn: set a key of the recipe", HelpName = "KEY=VALUE", DefaultValueFactory = _ => [] };

    public CountCommand(ApplicationList applications)
        : base("count", "count things in images by pointing at one after another: points, table and picture", "saccade count shelf.jpg --model runs/count --out results")
    {
        _applications = applications;
        Add(_images);
        foreach (var option in new Option[] { _model, _out, _category, _tile, _flips, _corrections, _learn, _set })
            Add(option);
    }

    public override string Notes => "For each image: NAME.json, NAME.points.csv, NAME.counted.png. What cannot be read is listed at the end; the others go on (exit code 1).";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var tile = TileChoice.Parse(arguments.GetRequiredValue(_tile)) ?? throw new UsageException($"--tile is '{arguments.GetValue(_tile)}', but has to be auto, none or {TileChoice.SmallestSide} pixels or more");
        return arguments.GetValue(_learn) is { } images ? Learn(arguments, context, images, tile) : Count(arguments, context, tile);
    }

    private Outcome Learn(ParseResult arguments, CommandContext context, string images, TileChoice tile)
    {
        if (arguments.GetValue(_images) is { Length: > 0 })
            throw new UsageException("--learn takes no IMAGE: it learns from the images of its folder");
        if (new Option[] { _category, _flips, _corrections }.FirstOrDefault(o => arguments.GetResult(o) is { Implicit: false }) is { } other)
            throw new UsageException($"{other.Name} says nothing with --learn");
        return CountLearning.Run(context, _applications, images, new OwnLearningRequest
        {
            From = RunFolder.Open(arguments.GetRequiredValue(_model)),
            Images = images,
            Out = arguments.GetRequiredValue(_out),
            Tile = tile.Side ?? 0,
            Sets = arguments.GetRequiredValue(_set),
        });
    }

    private Outcome Count(ParseResult arguments, CommandContext context, TileChoice tile)
    {
        if (arguments.GetValue(_images) is not { Length: > 0 } inputs)
            throw new UsageException("count needs an IMAGE, or --learn DIR");
        if (arguments.GetResult(_set) is { Implicit: false })
            throw new UsageException("--set says nothing without --learn");
        var (images, folder) = (Images(inputs), arguments.GetRequiredValue(_out));
        ResultFolder.RefuseTwins(images, "images", "count");
        var request = new CountRequest { Category = arguments.GetRequiredValue(_category), Tile = tile, Flips = arguments.GetValue(_flips) };
        var corrections = Corrections(arguments.GetValue(_corrections), images);
        using var loaded = new LoadedRun(_applications, RunFolder.Open(arguments.GetRequiredValue(_model)));
        if (loaded.Application is not CountingApplication)
            throw new UsageException($"{arguments.GetValue(_model)} is a run of the task {loaded.Application.Task}, which counts nothing");
        var counter = new ImageCounter(loaded.Model);
        counter.NumberOf(request.Category);
        ResultFolder.Make(folder);
        var (results, failures) = (new List<PredictionResult>(), new List<string>());
        context.Tell($"counting {images.Count} {(images.Count == 1 ? "image" : "images")} ...");
        WorkDisplay.Watch(context, "counting images", images.Count, progress =>
        {
            foreach (var (i, image) in images.Index())
            {
                context.Stop.ThrowIfCancellationRequested();
                try
                {
                    var result = counter.Count(image, request with { Correction = corrections.GetValueOrDefault(Path.GetFileName(image)) }, folder, context.Stop);
                    AtomicFile.WriteText(Path.Combine(folder, Path.GetFileNameWithoutExtension(image) + ".json"), JsonSerializer.Serialize(result, RunJson.Indented) + "\n");
                    results.Add(result);
                }
                catch (RunException failure) when (images.Count > 1)
                {
                    failures.Add(failure.Message);
                }
                progress.Report(i + 1);
            }
        });
        return new Outcome(new { Out = Path.GetFullPath(folder), Predictions = results, Failures = failures }, screen =>
        {
            foreach (var result in results)
            {
                screen.WriteLine($"{result.Input}: {result.Results[0]!["description"]!["text"]}");
                if (result.InDomain == false)
                    screen.MarkupLine("  [yellow]outside of what the model was validated on: do not trust this[/]");
            }
            foreach (var failure in failures)
                screen.WriteLine($"  failed: {failure}");
        }, failures.Count == 0 ? ExitCode.Done : ExitCode.Failed);
    }

    /// <summary>The corrections by image; one of an image that is not counted is a mistake in a name.</summary>
    private static IReadOnlyDictionary<string, ImageCorrection> Corrections(string? path, List<string> images)
    {
        if (path is null)
            return new Dictionary<string, ImageCorrection>();
        var corrections = CorrectionFile.Read(path);
        return corrections.Keys.Except(images.Select(i => Path.GetFileName(i))).FirstOrDefault() is { } unknown
            ? throw new RunException($"{path}: '{unknown}' is none of the images that are counted; corrections stand under file names, as in 'shelf.jpg'")
            : corrections;
    }

    /// <summary>The files named, and the images of folders in the order of their names.</summary>
    private static List<string> Images(IEnumerable<string> inputs)
    {
        var images = new List<string>();
        foreach (var input in inputs)
        {
            if (File.Exists(input))
            {
                images.Add(input);
                continue;
            }
            if (!Directory.Exists(input))
                throw new RunException($"{input}: there is no such file or folder");
            var found = Directory.EnumerateFiles(input).Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToArray();
            images.AddRange(found.Length > 0 ? found : throw new RunException($"{input}: it holds no image"));
        }
        return images;
    }
}
