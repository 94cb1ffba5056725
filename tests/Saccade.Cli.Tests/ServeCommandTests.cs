using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Cli.Tests;

public sealed class ServeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_serves_until_it_is_told_to_stop_and_ends_well()
    {
        Trainer.Train(new() { Application = new ToyApplication(), Recipe = ToyApplication.Recipe("epochs=1"), Folder = _folder["toy"] }, default);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var served = RecordedRun.Of(CommandList.All(ToyApplication.List), ["serve", _folder["toy"], "--port", "0", "--json"], stop.Token);
        Assert.Equal(ExitCode.Done, served.Code);
        Assert.Contains("serving at http://127.0.0.1:", served.Error);
        Assert.Equal("toy", Assert.Single(served.Json().GetProperty("models").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("--port", "70000", ExitCode.Usage, "--port has to be a whole number from 0 to 65535")]
    [InlineData("--host", "example", ExitCode.Usage, "--host is 'example', but has to be an address such as 127.0.0.1")]
    [InlineData("--timeout", "soon", ExitCode.Usage, "--timeout is 'soon', but has to be a time up to a day such as 60s or 5m")]
    [InlineData("--timeout", "0s", ExitCode.Usage, "--timeout is '0s'")]
    [InlineData("--timeout", "5ms", ExitCode.Usage, "--timeout is '5ms'")]
    [InlineData("--token-file", "/nowhere/token", ExitCode.Failed, "/nowhere/token: cannot be read")]
    [InlineData("--queue", "0", ExitCode.Usage, "--queue has to be a whole number from 1")]
    public void What_cannot_be_is_said_in_one_line(string option, string value, int code, string reason)
    {
        Trainer.Train(new() { Application = new ToyApplication(), Recipe = ToyApplication.Recipe("epochs=1"), Folder = _folder["toy"] }, default);
        var failed = RecordedRun.Of(CommandList.All(ToyApplication.List), ["serve", _folder["toy"], option, value]);
        Assert.Equal(code, failed.Code);
        Assert.Contains(reason, failed.Error);
        Assert.Single(failed.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_folder_that_is_no_run_is_named() =>
        Assert.Contains("is not a run (no run.json)", RecordedRun.Of("serve", _folder["none"]).Error);
}
