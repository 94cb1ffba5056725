namespace Saccade.Training.Tests;

public class RunLifeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    // No process has it.
    private const int NoProcess = int.MaxValue;

    private static RunFolder Beating(TemporaryFolder folder, int process, RunStatus status = RunStatus.Running)
    {
        var run = RunFolder.Create(folder["run"]);
        new Heartbeat(Noon, process, status, 3, 40, 0.5).Write(run.HeartbeatPath);
        return run;
    }

    private static bool IsDead(RunFolder run, double seconds) => RunLife.Of(run, Noon.AddSeconds(-5), Noon.AddSeconds(seconds)).IsDead;

    [Fact]
    public void A_run_whose_lock_is_held_lives_and_is_dead_once_it_is_not()
    {
        using var folder = new TemporaryFolder();
        var run = Beating(folder, Environment.ProcessId);
        using (run.Lock())
        {
            Assert.False(IsDead(run, 10));
            Assert.False(IsDead(run, 59));
            Assert.True(IsDead(run, 61)); // its loop hangs
        }
        Assert.True(IsDead(run, 10));
        Assert.Equal("the process that trained it is gone; its last sign of life is of 2026-01-02 12:00:00 UTC; --resume goes on from its last checkpoint", RunLife.Of(run, Noon, Noon.AddSeconds(10)).WhyDead);
    }

    [Fact]
    public void A_process_that_died_right_after_a_beat_is_known_at_once_and_one_that_lives_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var run = Beating(folder, NoProcess);
        run.Lock().Dispose();
        Assert.True(IsDead(run, 1));
        new Heartbeat(Noon, Environment.ProcessId, RunStatus.Running, 3, 40, 0.5).Write(run.HeartbeatPath);
        Assert.False(IsDead(run, 1));
    }

    [Theory]
    [InlineData(RunStatus.Running)]
    [InlineData(RunStatus.Finished)]
    public void Without_a_lock_as_in_a_copy_the_heartbeats_age_decides_whatever_it_says(RunStatus said)
    {
        using var folder = new TemporaryFolder();
        var run = Beating(folder, NoProcess, said);
        Assert.False(IsDead(run, 59));
        Assert.True(IsDead(run, 61));
    }

    [Fact]
    public void Before_its_first_beat_and_where_that_is_torn_a_run_counts_from_when_it_was_made()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder["run"]);
        Assert.False(IsDead(run, 54));
        Assert.True(IsDead(run, 56));
        File.WriteAllText(run.HeartbeatPath, "{\"time\":");
        Assert.False(IsDead(run, 54));
        Assert.Null(RunLife.Of(run, Noon, Noon).LastBeat);
        using (run.Lock())
            Assert.False(IsDead(run, 54));
        Assert.True(IsDead(run, 54));
    }
}
