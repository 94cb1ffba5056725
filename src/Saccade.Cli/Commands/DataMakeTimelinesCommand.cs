using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Editing.Corpora;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>data make timelines</c>: writes a corpus of timelines of editors with known habits.</summary>
internal sealed class DataMakeTimelinesCommand : SaccadeCommand
{
    // A timeline of two minutes with its truth, its features and those of its source.
    private const long BytesOfSample = 350_000;

    private readonly Option<string> _out = new("--out") { Description = "folder for the corpus, new or empty", HelpName = "DIR", Required = true };
    private readonly Option<int> _samples = new("--samples") { Description = "how many timelines (default 110)", HelpName = "N", DefaultValueFactory = _ => 110 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "the same seed gives the same timelines (default 1)", HelpName = "S", DefaultValueFactory = _ => 1 };

    public DataMakeTimelinesCommand()
        : base("timelines", "make xmeml timelines of editors with known habits, with the content they react to and what would be right", "saccade data make timelines --out data/cuts --samples 110 --seed 1")
    {
        foreach (var option in new Option[] { _out, _samples, _seed })
            Add(option);
    }

    public override string Notes => "Make grids of them with 'saccade data import DIR --kind timelines --out GRIDS', and a set of cut footage with --kind footage.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (folder, samples, seed) = (arguments.GetRequiredValue(_out), arguments.GetValue(_samples), arguments.GetValue(_seed));
        try
        {
            DiskSpace.Require(folder, samples * BytesOfSample);
            WorkDisplay.Watch(context, "making timelines", samples, progress => TimelineCorpus.Make(folder, samples, seed, progress, context.Stop));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        var editors = Editor.All.Select(e => e.Name).ToArray();
        return new Outcome(new { Folder = folder, Samples = samples, Seed = seed, Editors = editors }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(samples)} timelines of {editors.Length} editors ({string.Join(", ", editors)}) in {folder}");
            screen.WriteLine($"Make grids of them with 'saccade data import {folder} --kind timelines --out grids'.");
        });
    }
}
