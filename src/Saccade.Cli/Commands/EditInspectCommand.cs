using System.CommandLine;
using Saccade.Editing.Formats;
using Saccade.Editing.Timelines;
using Saccade.Report;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>edit inspect</c>: what a timeline holds.</summary>
internal sealed class EditInspectCommand : SaccadeCommand
{
    private readonly Argument<string> _input = new("IN") { Description = "a timeline: xmeml, or another format that is known by its content" };
    private readonly Option<string> _keyframes = KeyframesOption.Create();

    public EditInspectCommand()
        : base("inspect", "say what a timeline holds: tracks, clips, effects, keyframes, nesting, media", "saccade edit inspect project.xml")
    {
        Add(_input);
        Add(_keyframes);
    }

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var project = TimelineFormats.Read(arguments.GetRequiredValue(_input), KeyframesOption.Read(arguments, _keyframes));
        var sequences = project.Sequences.Select(SequenceFacts.Of).ToArray();
        var nested = project.Nested.Select(SequenceFacts.Of).ToArray();
        var media = project.Media.Select(m => new { m.Id, m.Name, m.Path, Rate = m.Rate?.ToString(), Duration = m.Duration?.ToString(), m.Synthetic });
        return new Outcome(new { project.Format, project.Version, project.Name, Sequences = sequences, Nested = nested, Multicams = project.Multicams.Count, Media = media }, screen =>
        {
            screen.WriteLine($"{project.Format} {project.Version}: {Number(sequences.Length, "sequence")}, {Number(nested.Length, "nested sequence")}, {Number(project.Multicams.Count, "multicam")}, {Number(project.Media.Count, "media file")}");
            foreach (var facts in sequences.Concat(nested))
                Show(screen, facts);
            foreach (var file in project.Media)
                screen.WriteLine($"  {file.Name}: {file.Path ?? file.Synthetic ?? "no path"}");
        });
    }

    private static void Show(IAnsiConsole screen, SequenceFacts facts)
    {
        screen.WriteLine();
        screen.WriteLine($"{facts.Name}: {facts.Rate} frames a second{(facts.Size.Length > 0 ? $", {facts.Size}" : "")}, {facts.Seconds:0.###} s, {Number(facts.Markers, "marker")}");
        var table = new Table().Border(TableBorder.None).AddColumn("track");
        foreach (var column in new[] { "clips", "disabled", "transitions", "effects", "keyframes", "speed changes", "nested", "markers" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var track in facts.Tracks)
        {
            int[] numbers = [track.Clips, track.Disabled, track.Transitions, track.Effects, track.Keyframes, track.SpeedChanges, track.Nested, track.Markers];
            table.AddRow([track.Track + (track.Enabled ? "" : " off"), .. numbers.Select(n => n == 0 ? "" : NumberText.Count(n))]);
        }
        screen.Write(table);
    }

    private static string Number(int count, string what) => $"{NumberText.Count(count)} {what}{(count == 1 ? "" : "s")}";
}
