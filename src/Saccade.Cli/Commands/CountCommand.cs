using System.CommandLine;
using System.Text.Json;
using Saccade.Counting;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Sets;
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

    public CountCommand(ApplicationList applications)
        : base("count", "count things in images by pointing at one after another: points, table and picture", "saccade count shelf.jpg --model runs/count --out results")
    {
        _applications = applications;
        Add(_images);
        foreach (var option in new Option[] { _model, _out, _category })
            Add(option);
    }

    public override string Notes => "For each image: NAME.json, NAME.points.csv, NAME.counted.png. What cannot be read is listed at the end; the others go on.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (images, folder, category) = (Images(arguments.GetRequiredValue(_images)), arguments.GetRequiredValue(_out), arguments.GetRequiredValue(_category));
        ResultFolder.RefuseTwins(images, "images", "count");
        using var loaded = new LoadedRun(_applications, RunFolder.Open(arguments.GetRequiredValue(_model)));
        if (loaded.Application is not CountingApplication)
            throw new UsageException($"{arguments.GetValue(_model)} is a run of the task {loaded.Application.Task}, which counts nothing");
        ResultFolder.Make(folder);
        var counter = new ImageCounter(loaded.Model);
        var (results, failures) = (new List<PredictionResult>(), new List<string>());
        foreach (var image in images)
        {
            context.Stop.ThrowIfCancellationRequested();
            context.Tell($"counting {image} ...");
            try
            {
                var result = counter.Count(image, category, folder);
                AtomicFile.WriteText(Path.Combine(folder, Path.GetFileNameWithoutExtension(image) + ".json"), JsonSerializer.Serialize(result, RunJson.Indented) + "\n");
                results.Add(result);
            }
            catch (RunException failure) when (images.Count > 1)
            {
                failures.Add(failure.Message);
            }
        }
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
