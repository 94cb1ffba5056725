using System.Net;
using System.Net.Sockets;
using Saccade.Training.Tests.Toy;

namespace Saccade.Cli.Tests;

public sealed class StudioCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_shows_a_folder_until_it_is_told_to_stop_and_ends_well()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var shown = RecordedRun.Of(CommandList.All(ToyApplication.List), ["studio", "--runs", _folder["runs"], "--port", "0", "--json"], stop.Token);
        Assert.Equal(ExitCode.Done, shown.Code);
        Assert.Contains($"Studio shows {_folder["runs"]} at http://127.0.0.1:", shown.Error);
        Assert.StartsWith("http://127.0.0.1:", shown.Json().GetProperty("address").GetString());
    }

    [Fact]
    public void A_port_in_use_is_said_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var failed = RecordedRun.Of(CommandList.All(ToyApplication.List), ["studio", "--runs", _folder["runs"], "--port", $"{port}"]);
        Assert.Equal(ExitCode.Failed, failed.Code);
        Assert.Equal($"saccade: port {port} of 127.0.0.1: another program listens there; stop it or choose another --port\n", failed.Error);
    }

    [Theory]
    [InlineData("--port", "70000", ExitCode.Usage, "--port has to be a whole number from 0 to 65535")]
    [InlineData("--host", "example", ExitCode.Usage, "--host is 'example', but has to be an address such as 127.0.0.1")]
    [InlineData("--host", "0.0.0.0", ExitCode.Failed, "0.0.0.0: others can reach it, so a token is wanted")]
    public void What_cannot_be_is_said_in_one_line(string option, string value, int code, string reason)
    {
        var failed = RecordedRun.Of(CommandList.All(ToyApplication.List), ["studio", "--runs", _folder["runs"], option, value]);
        Assert.Equal(code, failed.Code);
        Assert.Contains(reason, failed.Error);
        Assert.Single(failed.Error.TrimEnd('\n').Split('\n'));
    }
}
