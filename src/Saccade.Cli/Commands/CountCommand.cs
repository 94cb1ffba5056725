using System.CommandLine;
using System.Text.Json;
using Saccade.Cli.Progress;
using Saccade.Counting;
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
    private readonly Argument<string[]> _images = new("IMAGE") { Description = "images, and folders of them", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _model = new("--model") { Description = "a run of the task counting", HelpName = "RUN", Required = true };
    private readonly Option<string> _out = new("--out") { Description = "folder for the results", HelpName = "DIR", Required = true };
    private readonly Option<string> _category = new("--category") { Description = $"what to count, by a word that the model was trained with (default {CountingSet.Everything})", HelpName = "WORD", DefaultValueFactory = _ => CountingSet.Everything };
    private readonly Option<string> _tile = new("--tile") { Description = "count larger images by overlapping tiles of so many pixels, or none; auto: where things lie too near together to be told apart in the whole (default auto)", HelpName = "PIXELS|none|auto", DefaultValueFactory = _ => TileChoice.Auto.ToString() };
    private readonly Option<bool> _flips = new("--flips") { Description = "look at each image in a mirror too, and choose by both: takes twice as long" };
    private readonly Option<string?> _corrections = new("--corrections") { Description = "what is wrong with the counts of some of the images: add, remove, resume_from", HelpName = "FILE" };

    public CountCommand(ApplicationList applications)
        : base("count", "count things in images by pointing at one after another: points, table and picture", "saccade count shelf.jpg --model runs/count --out results")
    {
        _applications = applications;
        Add(_images);
        foreach (var option in new Option[] { _model, _out, _category, _tile, _flips, _corrections })
            Add(option);
    }

    public override string Notes => "For each image: NAME.json, NAME.points.csv, NAME.counted.png. What cannot be read is listed at the end; the others go on (exit code 1).";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (images, folder) = (Images(arguments.GetRequiredValue(_images)), arguments.GetRequiredValue(_out));
        ResultFolder.RefuseTwins(images, "images", "count");
        var request = new CountRequest
        {
            Category = arguments.GetRequiredValue(_category),
            Tile = TileChoice.Parse(arguments.GetRequiredValue(_tile)) ?? throw new UsageException($"--tile is '{arguments.GetValue(_tile)}', but has to be auto, none or {TileChoice.SmallestSide} pixels or more"),
            Flips = arguments.GetValue(_flips),
        };
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
