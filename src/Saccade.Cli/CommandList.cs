using System.CommandLine;
using Saccade.Cli.Commands;

namespace Saccade.Cli;

/// <summary>Every command, in the order in which the help lists them.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All() =>
    [
        new DoctorCommand(),
    ];
}
