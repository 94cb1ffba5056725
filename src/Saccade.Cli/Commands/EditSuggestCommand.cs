using System.CommandLine;
using Saccade.Cli.Progress;
using Saccade.Cli.Suggesting;
using Saccade.Editing.Formats;
using Saccade.Editing.Previewing;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>edit suggest</c>: a first cut of a recording, or tracks filled into a rough cut, as a timeline to be opened and changed.</summary>
internal sealed class EditSuggestCommand : SaccadeCommand
{
    private readonly ApplicationList _applications;
    private readonly Argument<string?> _run = new("RUN") { Description = "a trained run: of the model cuts for recordings, of tracks for rough cuts. Without one, what is loud is kept", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _out = new("--out") { Description = "the timeline; its extension names the format. One that is there is replaced", HelpName = "FILE" };
    private readonly Option<string?> _to = new("--to") { Description = $"the format, where the extension does not say it: {string.Join(", ", TimelineFormats.Writers.Select(w => w.Name))}", HelpName = "FORMAT" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "say what would be done, and write nothing" };
    private readonly Option<string?> _preview = new("--preview") { Description = "also render the timeline as a small video (needs ffmpeg)", HelpName = "MP4" };
    private readonly CuttingOptions _cutting = new();
    private readonly FillingOptions _filling = new();

    public EditSuggestCommand(ApplicationList applications)
        : base("suggest", "cut a recording or fill tracks of a rough cut: a timeline to open and change", "saccade edit suggest --video recording.mp4 --out cut.xml --preview cut.mp4")
    {
        _applications = applications;
        Add(_run);
        foreach (var option in _cutting.All.Concat(_filling.All).Concat([_out, _to, _dryRun, _preview]))
            Add(option);
    }

    public override string Notes => "Nothing has to be trained: without RUN, what is loud enough is kept (of a recording without sound what moves). Each clip has a marker that says how sure it is, and why.\n"
        + "Of a rough cut only the named tracks change; all else stays as it stands in the file.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var (video, timeline) = (arguments.GetValue(_cutting.Video), arguments.GetValue(_filling.Timeline));
        if (video is null == timeline is null)
            throw new UsageException(video is null ? "--video is missing: the recording to cut (or --timeline: a rough cut to fill)" : "--video and --timeline cannot go together: cut the recording first, and fill the cut then");
        var (output, preview, isDry) = (arguments.GetValue(_out), arguments.GetValue(_preview), arguments.GetValue(_dryRun));
        CheckOutputs(video ?? timeline!, output, arguments.GetValue(_to), preview, isDry);
        var (cutting, filling) = (_cutting.Read(arguments), _filling.Read(arguments));
        using var loaded = arguments.GetValue(_run) is { } run ? new LoadedRun(_applications, RunFolder.Open(run)) : null;
        var suggestion = video is not null ? cutting.Cut(video, loaded?.Model, filling, context) : filling.Fill(timeline!, loaded?.Model, context);
        // What a preview cannot do is known before anything is written.
        var small = preview is null ? null : new Preview(suggestion.Project, suggestion.Sequence);
        IReadOnlyList<Loss> losses = isDry ? [] : TimelineFormats.Write(suggestion.Project, output!, arguments.GetValue(_to));
        if (small is not null)
            WorkDisplay.Watch(context, "rendering the preview", small.Frames, progress => small.Write(preview!, progress, context.Stop));
        var leftOut = small?.LeftOut ?? [];
        return new Outcome(
            new
            {
                Input = video ?? timeline,
                Output = isDry ? null : Path.GetFullPath(output!),
                Preview = preview is null ? null : Path.GetFullPath(preview),
                Duration = suggestion.Sequence.Duration.ToString(),
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
}
