using System.CommandLine;

namespace Saccade.Cli;

/// <summary>
/// One command: its name, what it takes and what it does. To add one, derive from this in <c>Commands/</c>, add arguments
/// and options in the constructor, and put it into <see cref="CommandList"/>.
/// </summary>
/// <param name="name">The word on the command line.</param>
/// <param name="summary">One line for the list of commands.</param>
/// <param name="example">A whole command line that works.</param>
internal abstract class SaccadeCommand(string name, string summary, string example) : Command(name, summary)
{
    public string Example { get; } = example;

    /// <summary>What a reader of the help should also know; may be empty.</summary>
    public virtual string Notes => "";

    public abstract Outcome Run(ParseResult arguments, CommandContext context);
}
