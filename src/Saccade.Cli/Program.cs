using System.Text;

namespace Saccade.Cli;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var interruption = new Interruption();
        var context = new CommandContext(
            Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected, TimeProvider.System, interruption.Token);
        return new CommandHost(CommandList.All(Applications.All), context).Run(arguments);
    }
}
