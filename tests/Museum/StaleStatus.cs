using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: a training that was complete after 30 seconds. True: the file that said so was left by the run before. Here a folder with remains of another run is refused, evidence of earlier weights is
/// forgotten when training goes on, and a run that says "running" with an old heartbeat counts as dead.
/// </summary>
public sealed class StaleStatus : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_another_run_left_behind_is_refused_by_name()
    {
        var application = new ToyRun();
        var old = application.Train(folder["run"], "epochs=1");
        application.Evaluate(old, Split.Test);
        File.Delete(old.InfoPath);
        Assert.Contains("was left by another run", Assert.Throws<RunException>(() => application.Train(folder["run"], "epochs=1")).Message);
        Assert.Equal(RunStatus.Finished, application.Train(folder["other"], "epochs=1").ReadInfo().Status);
    }

    [Fact]
    public void A_heartbeat_that_has_stopped_is_no_sign_of_life()
    {
        var beat = new Heartbeat(new DateTimeOffset(2026, 1, 26, 12, 0, 0, TimeSpan.Zero), 1, RunStatus.Running, 3, 100, 0.5);
        var run = RunFolder.Create(folder["run"]);
        beat.Write(run.HeartbeatPath);
        Assert.False(RunLife.Of(run, beat.Time, beat.Time.AddSeconds(30)).IsDead);
        Assert.True(RunLife.Of(run, beat.Time, beat.Time.AddMinutes(5)).IsDead);
    }
}
