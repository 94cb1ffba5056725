using System.CommandLine;
using System.Text.Json.Nodes;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>explain</c>: what a run's answer to one input rests on, as pictures, video and JSON.</summary>
internal sealed class ExplainCommand : SaccadeCommand
{
    private readonly ApplicationList _applications;
    private readonly Argument<string> _run = new("RUN") { Description = "the run's folder" };
    private readonly Argument<string?> _input = new("INPUT") { Description = "a file; with --sample a stored set (default the run's own data)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _out = new("--out") { Description = "folder for the results", HelpName = "DIR", Required = true };
    private readonly Option<long?> _sample = new("--sample") { Description = "explain this sample of a split, counted from 0", HelpName = "N" };
    private readonly Option<string> _split = SplitOption.Create(Split.Test);
    private readonly Option<string?> _map = new("--map") { Description = "the kind of map (default what the model has)", HelpName = "attention|rollout|gradcam" };
    private readonly Option<string?> _layer = new("--layer") { Description = "the layer to look into (default the last)", HelpName = "NAME" };
    private readonly Option<int?> _head = new("--head") { Description = "one head of the attention, from 0 (default the mean of all)", HelpName = "N" };
    private readonly Option<bool> _words = new("--words") { Description = "also print each result in words (the JSON has them anyway)" };
    private readonly Option<bool> _check = new("--check") { Description = "compare the map with those of random weights" };

    public ExplainCommand(ApplicationList applications)
        : base("explain", "what an answer rests on: attention and saliency as PNG, mp4 and JSON", "saccade explain runs/first clip.mp4 --out results")
    {
        _applications = applications;
        Add(_run);
        Add(_input);
        foreach (var option in new Option[] { _out, _sample, _split, _map, _layer, _head, _check, _words })
            Add(option);
    }

    public override string Notes =>
        "Writes NAME.explained.png (the window the model is surest of), NAME.explained.mp4 and NAME.explained.json. A name of a layer that does not exist lists those that do.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (input, sample, folder) = (arguments.GetValue(_input), arguments.GetValue(_sample), arguments.GetRequiredValue(_out));
        if (input is null && sample is null)
            throw new UsageException("explain needs an INPUT or --sample N");
        if (sample is null && !File.Exists(input))
            throw new RunException(Directory.Exists(input) ? $"{input}: is a folder; --sample N explains one sample of a stored set" : $"{input}: there is no such file");
        using var loaded = new LoadedRun(_applications, RunFolder.Open(arguments.GetRequiredValue(_run)));
        ResultFolder.Make(folder);
        context.Tell($"explaining {(sample is null ? input : $"sample {sample}")} ...");
        var explanation = loaded.Application.Explain(loaded.Model, new()
        {
            Input = input,
            Sample = sample,
            Split = SplitOption.Value(arguments, _split),
            Folder = folder,
            Map = arguments.GetValue(_map),
            Layer = arguments.GetValue(_layer),
            Head = arguments.GetValue(_head),
            Check = arguments.GetValue(_check),
        }, context.Stop);
        return new Outcome(explanation, screen => Show(screen, explanation, arguments.GetValue(_words)));
    }

    private static void Show(IAnsiConsole screen, Explanation explanation, bool inWords)
    {
        screen.WriteLine($"{explanation.Input}: {explanation.Results.Count} results, {explanation.Map}");
        foreach (var file in explanation.Files)
            screen.WriteLine($"  {file}");
        if (inWords)
            DescriptionText.Show(screen, explanation.Results);
        if (explanation.Check is { } check)
            ShowCheck(screen, check, depth: 1);
        if (explanation.InDomain == false)
            screen.MarkupLine("  [yellow]outside of what the model was validated on: do not trust these[/]");
    }

    // The figures have names that say what they are; which there are is the application's to know.
    private static void ShowCheck(IAnsiConsole screen, JsonObject figures, int depth)
    {
        foreach (var (name, value) in figures)
        {
            var label = new string(' ', 2 * depth) + name.Replace('_', ' ');
            if (value is JsonObject group)
            {
                screen.WriteLine(label);
                ShowCheck(screen, group, depth + 1);
            }
            else
            {
                screen.WriteLine($"{label}: {value!.ToJsonString().Trim('[', ']').Replace(",", ", ")}");
            }
        }
    }
}
