using System.Diagnostics;
using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

public class KillTests
{
    /// <summary>Steps at which one run is killed again and again: 0 is never, -1 within a validation, -2 between an epoch's journal entry and its checkpoint.</summary>
    [Theory]
    [InlineData("trainer.checkpoint_steps=3", new[] { 1, 7, 20 })]
    [InlineData("trainer.ema_decay=0.99", new[] { 11, -1, -2 })]
    public void A_run_killed_and_resumed_ends_with_the_bytes_of_one_that_was_not(string set, int[] kills)
    {
        using var folder = new TemporaryFolder();
        Child(folder["whole"], 0, set);
        foreach (var (kill, first) in kills.Select((k, i) => (k, i == 0)))
        {
            var (code, _) = Child(folder["killed"], kill, first ? set : "--resume");
            Assert.Equal(128 + 9, code);
            Assert.Equal(RunStatus.Running, RunFolder.Open(folder["killed"]).ReadInfo().Status);
        }
        Assert.Equal((0, "Finished"), Child(folder["killed"], 0, "--resume"));

        foreach (var name in new[] { "final", "best", "last" })
            Assert.Equal(Bytes(folder["whole"], name), Bytes(folder["killed"], name));
        Assert.Equal(Steps(folder["whole"]), Steps(folder["killed"]));
    }

    private static byte[] Bytes(string run, string checkpoint) => File.ReadAllBytes(Path.Combine(run, "checkpoints", $"{checkpoint}.safetensors"));

    private static (long, int, double)[] Steps(string run) =>
        [.. Journal.Read(Path.Combine(run, "journal.jsonl")).OfType<EpochEntry>().Select(e => (e.Step, e.Epoch, e.TrainLoss))];

    private static (int Code, string Output) Child(string run, int dieAt, string argument)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var part in new[] { typeof(ToyApplication).Assembly.Location, run, dieAt.ToString(), argument })
            start.ArgumentList.Add(part);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode is 0 or 137 ? output : error.Result);
    }
}
