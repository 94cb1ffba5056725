using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Editing.Content;
using Saccade.Editing.Cutting;
using Saccade.Editing.Cutting.Learning;
using Saccade.Editing.Formats;
using Saccade.Editing.Previewing;
using Saccade.Editing.Suggesting;
using Saccade.Editing.Time;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>edit suggest</c>: a first cut of a recording, as a timeline to be opened and changed.</summary>
internal sealed class EditSuggestCommand : SaccadeCommand
{
    private readonly ApplicationList _applications;
    private readonly Argument<string?> _run = new("RUN") { Description = "a trained run of the model cuts; without one, what is loud is kept", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _video = new("--video") { Description = "the recording to cut", HelpName = "FILE" };
    private readonly Option<string?> _out = new("--out") { Description = "the timeline; its extension names the format. One that is there is replaced", HelpName = "FILE" };
    private readonly Option<string?> _to = new("--to") { Description = $"the format, where the extension does not say it: {string.Join(", ", TimelineFormats.Writers.Select(w => w.Name))}", HelpName = "FORMAT" };
    private readonly Option<string?> _target = new("--target") { Description = "how long the cut may be, such as 120s, 2m or 1:30 (default: as long as it gets)", HelpName = "LENGTH" };
    private readonly Option<double?> _loudness = new("--loudness") { Description = "keep what is as loud: 0 is silence, 1 the loudest (default 0.3)", HelpName = "LEVEL" };
    private readonly Option<double?> _motion = new("--motion") { Description = "keep what moves as much too: 0 to 1", HelpName = "LEVEL" };
    private readonly Option<double?> _margin = new("--margin") { Description = "how much sooner and later clips begin and end, in seconds (default 0.2)", HelpName = "SECONDS" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "say what would be done, and write nothing" };
    private readonly Option<string?> _preview = new("--preview") { Description = "also render the cut as a small video (needs ffmpeg)", HelpName = "MP4" };

    public EditSuggestCommand(ApplicationList applications)
        : base("suggest", "cut a recording: a first timeline to open and change", "saccade edit suggest --video recording.mp4 --out cut.xml --preview cut.mp4")
    {
        _applications = applications;
        Add(_run);
        foreach (var option in new Option[] { _video, _out, _to, _target, _loudness, _motion, _margin, _dryRun, _preview })
            Add(option);
    }

    public override string Notes => "Nothing has to be trained: without RUN, what is loud enough is kept (of a recording without sound what moves). Each clip has a marker that says how sure it is, and why.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var video = arguments.GetValue(_video) ?? throw new UsageException("--video is missing: the recording to cut");
        var (output, preview, isDry) = (arguments.GetValue(_out), arguments.GetValue(_preview), arguments.GetValue(_dryRun));
        CheckOutputs(video, output, arguments.GetValue(_to), preview, isDry);
        var target = arguments.GetValue(_target) is { } length ? LengthText.Read("--target", length) : (Rational?)null;
        var rules = Rules(arguments);
        using var loaded = arguments.GetValue(_run) is { } run ? new LoadedRun(_applications, RunFolder.Open(run)) : null;
        if (loaded is not null && new Option<double?>[] { _loudness, _motion, _margin }.FirstOrDefault(o => arguments.GetValue(o) is not null) is { } unused)
            throw new UsageException($"{unused.Name} is for cutting without a run: a run has chosen its own");
        var suggestion = Cut(video, loaded?.Model, rules, target, context);
        IReadOnlyList<Loss> losses = [];
        if (!isDry)
            losses = TimelineFormats.Write(suggestion.Project, output!, arguments.GetValue(_to));
        var leftOut = preview is null ? [] : Render(suggestion, preview, context);
        var sequence = suggestion.Project.Sequences[0];
        return new Outcome(
            new
            {
                Input = video,
                Output = isDry ? null : Path.GetFullPath(output!),
                Preview = preview is null ? null : Path.GetFullPath(preview),
                Duration = sequence.Duration.ToString(),
                Changes = suggestion.Changes.Select(SuggestionText.Json),
                suggestion.Notes,
                Losses = losses,
                NotInPreview = leftOut,
            },
            screen =>
            {
                SuggestionText.Show(screen, suggestion);
                foreach (var loss in losses)
                    screen.WriteLine($"lost: {loss}");
                foreach (var left in leftOut)
                    screen.WriteLine($"not in the preview: {left}");
                screen.WriteLine(isDry ? "nothing is written" : $"{output}{(preview is null ? "" : $", {preview}")}");
            });
    }

    /// <summary>Whatever can be known to fail before anything is measured.</summary>
    private static void CheckOutputs(string input, string? output, string? format, string? preview, bool isDry)
    {
        if (isDry && preview is not null)
            throw new UsageException("--dry-run writes nothing, so that --preview cannot go with it");
        if (!isDry && output is null)
            throw new UsageException("--out is missing: the timeline to write (or --dry-run, to see what it would be)");
        if (output is not null)
            TimelineFormats.WriterOf(output, format);
        foreach (var path in new[] { output, preview }.OfType<string>())
        {
            if (Path.GetFullPath(path) == Path.GetFullPath(input) || (preview is not null && output is not null && Path.GetFullPath(output) == Path.GetFullPath(preview)))
                throw new UsageException($"{path} would be written over: give another name");
            if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
                throw new UsageException($"{path}: its folder does not exist");
        }
    }

    private RuleCutterOptions Rules(ParseResult arguments)
    {
        var (loudness, motion, margin) = (Level(arguments, _loudness), Level(arguments, _motion), arguments.GetValue(_margin));
        if (margin is not (null or (>= 0 and <= 60)))
            throw new UsageException($"--margin is {margin}, but has to be between 0 and 60 seconds");
        var rules = new RuleCutterOptions { Motion = motion };
        rules = loudness is null ? rules : rules with { Loudness = loudness };
        return margin is not { } seconds ? rules : rules with { Shape = rules.Shape with { Before = seconds, After = seconds } };
    }

    private static double? Level(ParseResult arguments, Option<double?> option) => arguments.GetValue(option) switch
    {
        null => null,
        >= 0 and <= 1 and var level => level,
        var wrong => throw new UsageException($"{option.Name} is {wrong}, but has to be between 0 and 1"),
    };

    private static Suggestion Cut(string video, TrainedModel? model, RuleCutterOptions rules, Rational? target, CommandContext context)
    {
        var cutter = model is null ? null : new TrainedCutter(model);
        var footage = Footage.Read(video);
        var features = Measured(video, context);
        if (cutter is null)
            return FirstCut.ByRules(footage, features, rules, target);
        var suggestion = FirstCut.By(cutter.Cut, footage, features, target);
        return cutter.IsInDomain(features) == false
            ? suggestion with { Notes = [.. suggestion.Notes, $"{footage.Name} is unlike the recordings that the run was judged on: trust the markers less"] }
            : suggestion;
    }

    /// <summary>What is heard and seen, from the file that 'edit features' makes where there is one.</summary>
    private static ContentFeatures Measured(string video, CommandContext context)
    {
        if (File.Exists(ContentFeatures.OfSource(video)))
            return ContentFeatures.Read(ContentFeatures.OfSource(video));
        ContentFeatures? features = null;
        WorkDisplay.Watch(context, "looking and listening", VideoContent.ExpectedSteps(video) ?? 1, progress => features = VideoContent.Read(video, progress, context.Stop));
        return features!;
    }

    private static IReadOnlyCollection<string> Render(Suggestion suggestion, string path, CommandContext context)
    {
        var preview = new Preview(suggestion.Project, suggestion.Project.Sequences[0]);
        WorkDisplay.Watch(context, "rendering the preview", preview.Frames, progress => preview.Write(path, progress, context.Stop));
        return preview.LeftOut;
    }
}
