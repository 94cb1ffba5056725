using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Editing.Formats;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Import;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Grid.Sets;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;
using Saccade.Media;
using Saccade.Report;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary>What <c>data import --kind timelines</c> takes, and how it makes a set of grids.</summary>
internal sealed class TimelineImportOptions
{
    private readonly Option<int> _values = new("--values") { Description = "timelines: numbers of a track at a step, 9 or 12 (default 9)", HelpName = "N", DefaultValueFactory = _ => GridLayout.Nine.Values.Count };
    private readonly Option<string> _step = new("--step") { Description = "timelines: seconds from row to row (default 0.1)", HelpName = "SECONDS", DefaultValueFactory = _ => "0.1" };
    private readonly Option<string?> _assets = AssetsOption.Create("timelines: ", AssetsOption.Separate);
    private readonly Option<string> _keyframes = DataMakeTrajectoriesCommand.Choice<KeyframeClock>("--keyframes", "timelines: from where an xmeml file counts the times of keyframes", KeyframeClock.Media);
    private readonly Option<string> _split = new("--split") { Description = $"timelines: weights of training, validation and test (default {SplitShares.Usual})", HelpName = "A/B/C", DefaultValueFactory = _ => SplitShares.Usual.ToString() };

    public IEnumerable<Option> All => [_values, _step, _assets, .. Shared];

    /// <summary>Those that say something wherever timelines are read and dealt.</summary>
    public IEnumerable<Option> Shared => [_keyframes, _split];

    public ReadOptions Reading(ParseResult arguments) => new() { Keyframes = Enum.Parse<KeyframeClock>(arguments.GetRequiredValue(_keyframes), ignoreCase: true) };

    public SplitShares Split(ParseResult arguments) => SplitShares.TryParse(arguments.GetRequiredValue(_split), out var shares) ? shares
        : throw new UsageException($"--split is '{arguments.GetValue(_split)}', but has to be weights such as 60/20/20, or 80/20 for no test part");

    public Outcome Run(ParseResult arguments, CommandContext context, IReadOnlyList<string> timelines, string folder, ulong seed, int mostShown)
    {
        var request = new TimelineImportRequest
        {
            Timelines = timelines,
            Out = folder,
            Sampling = new SamplingOptions { Layout = Layout(arguments), Step = Step(arguments), Assets = AssetsOption.Read(arguments, _assets) ?? AssetRules.Separate },
            Reading = Reading(arguments),
            Split = Split(arguments),
            Seed = seed,
        };
        context.Tell($"importing {string.Join(", ", timelines)} ...");
        TimelineImportResult? result = null;
        try
        {
            WorkDisplay.Watch(context, "importing timelines", TimelineImport.Files(timelines).Count, progress => result = TimelineImport.Make(request, progress, context.Stop));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        var stored = GridFolder.Open(folder);
        var splits = Enum.GetValues<Training.Split>().ToDictionary(s => s.ToString().ToLowerInvariant(), s => stored.Grids.Count(g => g.Split == s));
        var (grids, projects, rows) = (stored.Grids.Count, stored.Grids.Select(g => g.Project).Distinct(StringComparer.Ordinal).Count(), stored.Grids.Sum(g => (long)g.Grid.Steps));
        var leftOut = result!.LeftOut.Select(l => new { File = l.Name, l.Cause });
        var twins = result.Twins.Select(t => new { t.First, t.Second });
        return new Outcome(new { Folder = folder, result.Files, Grids = grids, Projects = projects, Rows = rows, Splits = splits, LeftOut = leftOut, Twins = twins, stored.DataHash }, screen =>
        {
            screen.WriteLine($"{NumberText.Count(grids)} grids of {NumberText.Count(projects)} source projects with {NumberText.Count(rows)} rows in {folder}: {string.Join(", ", splits.Select(s => $"{NumberText.Count(s.Value)} {s.Key}"))}");
            foreach (var left in result.LeftOut.Take(mostShown))
                screen.WriteLine($"  left out: {left}");
            if (result.LeftOut.Count > 0)
                screen.WriteLine($"{result.LeftOut.Count} left out of {result.Files} files; all are named in {Path.Combine(folder, "import.log")}.");
            foreach (var (first, second) in result.Twins.Take(mostShown))
                screen.WriteLine($"  nearly the same: {first} and {second}; they lie in one part of the split");
            screen.WriteLine($"Look at it with 'saccade data check {folder}'.");
        });
    }

    private GridLayout Layout(ParseResult arguments) => GridLayout.WithValues(arguments.GetValue(_values))
        ?? throw new UsageException($"--values is {arguments.GetValue(_values)}, but has to be {string.Join(" or ", GridLayout.All.Select(l => l.Values.Count))}");

    private MediaTime Step(ParseResult arguments)
    {
        var text = arguments.GetRequiredValue(_step);
        return Rational.TryParse(text, out var step) && step.Sign > 0 && step >= new Rational(1, 1000) && step <= 60
            ? new MediaTime(step.Numerator, step.Denominator)
            : throw new UsageException($"--step is '{text}', but has to be seconds from 0.001 to 60, such as 0.1 or 1/12");
    }
}
