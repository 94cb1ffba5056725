using System.CommandLine;
using Saccade.Editing.Checking;
using Saccade.Editing.Formats;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>edit check</c>: what is wrong with a timeline.</summary>
internal sealed class EditCheckCommand : SaccadeCommand
{
    private readonly Argument<string> _input = new("IN") { Description = "a timeline, known by its content" };
    private readonly Option<string> _keyframes = KeyframesOption.Create();

    public EditCheckCommand()
        : base("check", "say what is wrong with a timeline, by clip and line", "saccade edit check project.xml")
    {
        Add(_input);
        Add(_keyframes);
    }

    public override string Notes => "Exit code 1 when there is an error; media that is not on this machine is none.";

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        var input = arguments.GetRequiredValue(_input);
        var project = TimelineFormats.Read(input, KeyframesOption.Read(arguments, _keyframes));
        var findings = TimelineCheck.Run(project, Path.Exists);
        var errors = findings.Count(f => f.IsError);
        return new Outcome(new { Input = input, Errors = errors, Findings = findings }, screen =>
        {
            foreach (var finding in findings)
                screen.WriteLine($"{(finding.IsError ? "error" : "note")}  {finding.Check}  {(finding.Line > 0 ? $"line {finding.Line}: " : "")}{finding.Where}: {finding.Detail}");
            screen.WriteLine(findings.Count == 0 ? $"{input}: nothing wrong" : $"{input}: {errors} errors, {findings.Count - errors} notes");
        }, errors > 0 ? ExitCode.Failed : ExitCode.Done);
    }
}
