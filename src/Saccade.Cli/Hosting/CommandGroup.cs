using System.CommandLine;

namespace Saccade.Cli;

/// <summary>A word that only stands before other commands, such as <c>data</c>.</summary>
internal sealed class CommandGroup : Command
{
    public CommandGroup(string name, string summary, params IEnumerable<Command> commands)
        : base(name, summary)
    {
        foreach (var command in commands)
            Add(command);
    }
}
