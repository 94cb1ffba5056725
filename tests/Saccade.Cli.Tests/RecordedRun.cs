using System.CommandLine;
using System.Text.Json;

namespace Saccade.Cli.Tests;

/// <summary>One run of the command line within this process, with everything it printed.</summary>
internal sealed record RecordedRun(int Code, string Output, string Error)
{
    /// <summary>Runs the shipped commands.</summary>
    public static RecordedRun Of(params string[] arguments) => Of(CommandList.All(Applications.All), arguments);

    public static RecordedRun Of(IEnumerable<Command> commands, string[] arguments, CancellationToken stop = default)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(output, error, outputIsTerminal: false, errorIsTerminal: false, TimeProvider.System, stop);
        var code = new CommandHost(commands, context).Run(arguments);
        return new RecordedRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Standard output as the one JSON object it has to be.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        return document.RootElement.Clone();
    }
}
