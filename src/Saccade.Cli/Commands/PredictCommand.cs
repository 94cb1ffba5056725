using System.CommandLine;
using System.Text.Json;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>predict</c>: a run's results on real files, as JSON and pictures or video.</summary>
internal sealed class PredictCommand : SaccadeCommand
{
    private readonly ApplicationList _applications;
    private readonly Argument<string> _run = new("RUN") { Description = "the run's folder" };
    private readonly Argument<string[]> _inputs = new("INPUT") { Description = "files to predict", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out") { Description = "folder for the results", HelpName = "DIR", Required = true };
    private readonly Option<bool> _words = new("--words") { Description = "also print each result in words (the JSON has them anyway)" };

    public PredictCommand(ApplicationList applications)
        : base("predict", "results on real files: JSON and annotated video", "saccade predict runs/first clip.mp4 --out results")
    {
        _applications = applications;
        Add(_run);
        Add(_inputs);
        Add(_out);
        Add(_words);
    }

    public override string Notes => "For each input: NAME.json, and what the task draws. Times are fractions of seconds, positions pixels of the input.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (inputs, folder) = (arguments.GetRequiredValue(_inputs), arguments.GetRequiredValue(_out));
        if (inputs.FirstOrDefault(i => !File.Exists(i)) is { } missing)
            throw new RunException($"{missing}: there is no such file");
        ResultFolder.RefuseTwins(inputs, "inputs", "predict");
        using var loaded = new LoadedRun(_applications, RunFolder.Open(arguments.GetRequiredValue(_run)));
        ResultFolder.Make(folder);
        var results = new List<PredictionResult>();
        foreach (var input in inputs)
        {
            context.Tell($"predicting {input} ...");
            var result = loaded.Application.Predict(loaded.Model, input, folder, context.Stop);
            AtomicFile.WriteText(JsonPath(folder, input), JsonSerializer.Serialize(result, RunJson.Indented) + "\n");
            results.Add(result);
        }
        return new Outcome(new { Out = Path.GetFullPath(folder), Predictions = results }, screen =>
        {
            foreach (var result in results)
            {
                screen.WriteLine($"{result.Input}: {result.Results.Count} results in {JsonPath(folder, result.Input)}");
                if (arguments.GetValue(_words))
                    DescriptionText.Show(screen, result.Results);
                if (result.InDomain == false)
                    screen.MarkupLine("  [yellow]outside of what the model was validated on: do not trust these[/]");
            }
        });
    }

    private static string JsonPath(string folder, string input) => Path.Combine(folder, Path.GetFileNameWithoutExtension(input) + ".json");
}
