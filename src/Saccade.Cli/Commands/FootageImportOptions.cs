using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Editing.Cutting.Footage;
using Saccade.Editing.Grid.Import;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary>What <c>data import --kind footage</c> takes besides the options of timelines, and how it makes a set of cut footage.</summary>
internal sealed class FootageImportOptions
{
    private readonly Option<string[]> _media = new("--media") { Description = "footage: folders in which recordings lie, besides where the timelines say", HelpName = "DIR", AllowMultipleArgumentsPerToken = true };

    public IEnumerable<Option> All => [_media];

    public Outcome Run(ParseResult arguments, CommandContext context, TimelineImportOptions timelines, IReadOnlyList<string> inputs, string folder, ulong seed, int mostShown)
    {
        var request = new FootageImportRequest
        {
            Timelines = inputs,
            Out = folder,
            Media = arguments.GetValue(_media) ?? [],
            Reading = timelines.Reading(arguments),
            Split = timelines.Split(arguments),
            Seed = seed,
        };
        if (request.Media.FirstOrDefault(m => !Directory.Exists(m)) is { } missing)
            throw new RunException($"{missing}: there is no such folder");
        context.Tell($"importing what {string.Join(", ", inputs)} keep of their footage ...");
        FootageImportResult? result = null;
        try
        {
            WorkDisplay.Watch(context, "importing timelines", TimelineImport.Files(inputs).Count, progress => result = FootageImport.Make(request, progress, context.Stop));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        var set = FootageSet.Open(folder);
        var splits = Enum.GetValues<Split>().ToDictionary(s => s.ToString().ToLowerInvariant(), s => set.Footage.Count(f => f.Split == s));
        var (recordings, projects, steps) = (set.Footage.Count, set.Footage.Select(f => f.Project).Distinct(StringComparer.Ordinal).Count(), set.Footage.Sum(f => (long)f.Features.Steps));
        var leftOut = result!.LeftOut.Select(l => new { File = l.Name, l.Cause });
        var absent = result.Missing.Select(l => new { File = l.Name, l.Cause });
        var twins = result.Twins.Select(t => new { t.First, t.Second });
        return new Outcome(new { Folder = folder, result.Files, Recordings = recordings, Projects = projects, Steps = steps, Splits = splits, LeftOut = leftOut, Missing = absent, Twins = twins, set.DataHash }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(recordings)} recordings of {NumberText.Count(projects)} source projects with {NumberText.Count(steps)} steps in {folder}: {string.Join(", ", splits.Select(s => $"{NumberText.Count(s.Value)} {s.Key}"))}");
            foreach (var left in result.LeftOut.Take(mostShown))
                screen.WriteLine($"  left out: {left}");
            if (result.LeftOut.Count > 0)
                screen.WriteLine($"{result.LeftOut.Count} left out of {result.Files} files; all are named in {Path.Combine(folder, "import.log")}.");
            if (result.Missing.Count > 0)
                screen.WriteLine($"{NumberText.Count(result.Missing.Count)} further recordings of these timelines are missing, and nothing is learnt from them; all are named there. The first: {result.Missing[0]}");
            screen.WriteLine($"Learn from it with 'saccade train recipes/editing-cuts.yaml --data {folder}'.");
        });
    }
}
