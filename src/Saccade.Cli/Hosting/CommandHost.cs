using System.CommandLine;
using System.Text.Json;
using Saccade.Training;

namespace Saccade.Cli;

/// <summary>
/// Parses a command line, runs what it names and prints the outcome: standard output holds the result (under <c>--json</c> exactly
/// one object, also when the command fails), standard error progress and one line for a failure.
/// </summary>
internal sealed class CommandHost
{
    private readonly Option<bool> _json = new("--json") { Description = "print one JSON object instead of text", Recursive = true };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "show where an error came from", Recursive = true };
    private readonly Option<bool> _help = new("--help", "-h", "-?") { Description = "show this", Recursive = true };
    private readonly Option<bool> _version = new("--version") { Description = "print the version" };
    private readonly Command _root;
    private readonly CommandContext _context;

    public CommandHost(IEnumerable<Command> commands, CommandContext context)
    {
        _context = context;
        _root = new Command("saccade", "Saccade trains, compares and explains small attention models, and says what their numbers are worth.")
        {
            _json, _verbose, _help, _version,
        };
        foreach (var command in commands)
            _root.Add(command);
    }

    /// <returns>See <see cref="ExitCode"/>.</returns>
    public int Run(IReadOnlyList<string> arguments)
    {
        // No response files (@file): a path that begins with @ is a path.
        var parsed = Parse(arguments);
        var command = parsed.CommandResult.Command;
        if (parsed.GetValue(_help) || arguments.Count == 0)
        {
            HelpText.Write(command, PathOf(command), _context.Output);
            return ExitCode.Done;
        }
        if (parsed.GetValue(_version))
        {
            _context.Output.WriteLine($"saccade {MachineInfo.CodeVersion}");
            return ExitCode.Done;
        }
        // After a mistake the parser does not always know --json any more; whoever wrote it wants an object all the same.
        var json = arguments.Contains(_json.Name);
        if (command is not SaccadeCommand runnable || Mistake(parsed, command) is not null)
            return Fail($"{Mistake(parsed, command) ?? "a command is missing"}; see '{PathOf(command)} --help'", ExitCode.Usage, json);
        try
        {
            var outcome = runnable.Run(parsed, _context);
            if (json)
                _context.Output.WriteLine(JsonSerializer.Serialize(outcome.Json, RunJson.Indented));
            else
                outcome.Show(_context.Screen);
            return outcome.Code;
        }
        catch (Exception failure)
        {
            if (parsed.GetValue(_verbose) || Environment.GetEnvironmentVariable("SACCADE_DEBUG") is { Length: > 0 })
                _context.Error.WriteLine(failure);
            var (line, code) = FailureLine.Of(failure);
            return Fail(line, code, json, FailureLine.Others(failure));
        }
    }

    private ParseResult Parse(IReadOnlyList<string> arguments) =>
        _root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private int Fail(string line, int code, bool json, IReadOnlyList<string>? others = null)
    {
        string[] lines = [line, .. others ?? []];
        foreach (var each in lines)
            _context.Error.WriteLine($"saccade: {each}");
        if (json)
            _context.Output.WriteLine(JsonSerializer.Serialize(new { Error = string.Join('\n', lines) }, RunJson.Indented));
        return code;
    }

    private static string? Mistake(ParseResult parsed, Command command)
    {
        if (parsed.Tokens.Any(t => t.Value.Length == 0))
            return "an argument is empty";
        // The parser takes an unknown option for an argument where one is wanted; a path that begins so can be written ./--path.
        var unknown = command.Arguments.SelectMany(a => parsed.GetResult(a)?.Tokens ?? []).Select(t => t.Value)
            .Where(v => v.StartsWith("--", StringComparison.Ordinal)).Concat(parsed.UnmatchedTokens).FirstOrDefault();
        if (unknown is null)
            return parsed.Errors.Count == 0 ? null : command is SaccadeCommand ? InWords(parsed.Errors[0].Message) : "a command is missing";
        var isOption = unknown.StartsWith('-');
        if (!isOption && command is SaccadeCommand)
            return $"'{unknown}' is one argument too many";
        var known = isOption ? HelpText.OptionsOf(command).Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
        return $"'{unknown}' is no {(isOption ? "option" : "command")}; the nearest is '{NearestName.Of(unknown, known)}'";
    }

    // The parser names types of .NET, which say nothing to a user.
    private static string InWords(string message) => message.TrimEnd('.')
        .Replace("expected type 'System.Int32'", "a whole number").Replace("expected type 'System.UInt64'", "a whole number from 0")
        .Replace("expected type 'System.Double'", "a number");

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;
}
