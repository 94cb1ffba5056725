using Saccade.Cli;

namespace Saccade.Export.Tests;

/// <summary>Runs the command line within this process.</summary>
internal static class CommandLine
{
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(output, error, outputIsTerminal: false, errorIsTerminal: false, TimeProvider.System, CancellationToken.None);
        var code = new CommandHost(CommandList.All(Applications.All), context).Run(arguments);
        return (code, output.ToString(), error.ToString());
    }
}
