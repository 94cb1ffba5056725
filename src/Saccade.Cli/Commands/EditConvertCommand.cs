using System.CommandLine;
using Saccade.Editing.Formats;
using Saccade.Editing.Timelines;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>edit convert</c>: a timeline in another format, or in its own with media relinked.</summary>
internal sealed class EditConvertCommand : SaccadeCommand
{
    private readonly Argument<string> _input = new("IN") { Description = "a timeline, known by its content" };
    private readonly Option<string> _out = new("--out") { Description = "the file; its extension names the format", HelpName = "FILE", Required = true };
    private readonly Option<string?> _to = new("--to") { Description = $"the format, where the extension does not say it: {string.Join(", ", TimelineFormats.Writers.Select(w => w.Name))}", HelpName = "FORMAT" };
    private readonly Option<string[]> _relink = new("--relink") { Description = "media under the folder (or file) OLD is now under NEW; may be given more than once", HelpName = "OLD=NEW", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string> _keyframes = KeyframesOption.Create();

    public EditConvertCommand()
        : base("convert", "write a timeline in another format, or in its own with media relinked", "saccade edit convert project.xml --out project.edl")
    {
        Add(_input);
        foreach (var option in new Option[] { _out, _to, _relink, _keyframes })
            Add(option);
    }

    public override string Notes => "To the same format nothing is lost: unknown parts are kept as they stand. To another one everything that it cannot say is listed, by clip.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var input = arguments.GetRequiredValue(_input);
        var output = arguments.GetRequiredValue(_out);
        var project = TimelineFormats.Read(input, KeyframesOption.Read(arguments, _keyframes));
        var relinked = 0;
        foreach (var relink in arguments.GetValue(_relink) ?? [])
        {
            var parts = relink.Split('=', 2);
            if (parts.Length < 2 || parts[0].Length == 0 || parts[1].Length == 0)
                throw new UsageException($"--relink is '{relink}', but has to be OLD=NEW");
            (project, var changed) = MediaRelink.Apply(project, parts[0], parts[1]);
            if (changed == 0)
                throw new UsageException($"--relink {relink}: no media of {input} lies under {parts[0]}; 'saccade edit inspect {input}' lists where it lies");
            relinked += changed;
        }
        var losses = TimelineFormats.Write(project, output, arguments.GetValue(_to));
        return new Outcome(new { Input = input, Output = Path.GetFullPath(output), From = project.Format, Relinked = relinked, Losses = losses }, screen =>
        {
            foreach (var alike in losses.GroupBy(l => l.What))
                screen.WriteLine($"  lost: {Places([.. alike.Select(l => l.Where).Distinct()], alike.Count())}: {alike.Key}");
            screen.WriteLine($"{output}: {(losses.Count == 0 ? "nothing lost" : losses.Count == 1 ? "1 thing lost" : $"{losses.Count} things lost")}{(relinked > 0 ? $", {relinked} media files relinked" : "")}");
        });
    }

    /// <summary>Where the same is lost: named up to three, counted beyond; <c>--json</c> has every one.</summary>
    private static string Places(string[] names, int count) =>
        string.Join(", ", names.Take(3)) + (names.Length > 3 ? $" and {names.Length - 3} more" : "") + (count > names.Length ? $" ({count} times)" : "");
}
