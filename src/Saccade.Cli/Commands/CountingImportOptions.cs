using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Counting.Import;
using Saccade.Counting.Sets;
using Saccade.Report;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary>What <c>data import --kind counting</c> takes, and how it makes a set of images to count in.</summary>
internal sealed class CountingImportOptions
{
    private readonly Option<string> _layout = DataMakeTrajectoriesCommand.Choice<AnnotationLayout>("--layout", "counting: how the annotated images lie", AnnotationLayout.Coco);

    public IEnumerable<Option> All => [_layout];

    public Outcome Run(ParseResult arguments, CommandContext context, IReadOnlyList<string> inputs, string folder, ulong seed, int mostShown)
    {
        if (inputs is not [var source])
            throw new UsageException("annotated images are imported from one folder");
        var request = new CountingImportRequest
        {
            Folder = source,
            Out = folder,
            Layout = Enum.Parse<AnnotationLayout>(arguments.GetRequiredValue(_layout), ignoreCase: true),
            Seed = seed,
        };
        context.Tell($"importing {source} ...");
        CountingImportResult? result = null;
        WorkDisplay.Watch(context, "importing images", CountingImport.Count(request), progress => result = CountingImport.Make(request, progress, context.Stop));
        var facts = CountingFacts.Of(CountingSet.Open(folder));
        return new Outcome(new { Folder = folder, result!.Images, result.LeftOut, Facts = facts }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(result.Images - result.LeftOut.Count)} images with {facts["categories"]!.GetValue<int>() - 1} categories in {folder}; {facts["mean"]} things to count on average");
            foreach (var left in result.LeftOut.Take(mostShown))
                screen.WriteLine($"  left out: {left.File}: {left.Cause}");
            if (result.LeftOut.Count > 0)
                screen.WriteLine($"{result.LeftOut.Count} of {result.Images} images are left out; nothing takes their place.");
            screen.WriteLine($"Look at it with 'saccade data check {folder}' and 'saccade data show {folder} --out sheet.png --columns 4'.");
        });
    }
}
