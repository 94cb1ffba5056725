namespace Saccade.Training.Tests;

public class JournalTests
{
    private static StepEntry Step(long step) => new()
    {
        Step = step,
        Epoch = 1,
        Time = DateTimeOffset.UnixEpoch,
        Loss = 0.5,
        Terms = new Dictionary<string, double> { ["position"] = 0.25 },
        LearningRate = 1e-3,
        GradientNorm = 2,
        StepsPerSecond = 10,
        SamplesSeen = step * 8,
        ElapsedSeconds = step,
    };

    [Fact]
    public void Entries_read_back_with_their_types_and_values()
    {
        using var folder = new TemporaryFolder();
        using (var journal = Journal.Create(folder["j"]))
        {
            journal.Append(Step(1));
            journal.Append(StopRuleTests.Epoch(double.NaN, 0));
            journal.Append(new EndEntry { Step = 10, Epoch = 1, Time = DateTimeOffset.UnixEpoch, Status = RunStatus.Stopped, Reason = "line\nbreak" });
            Assert.Equal(3, Journal.Read(folder["j"]).Count); // while it is open for writing
        }
        var entries = Journal.Read(folder["j"]);
        Assert.Equivalent(Step(1), entries[0]);
        Assert.True(double.IsNaN(Assert.IsType<EpochEntry>(entries[1]).Measure("accuracy")));
        Assert.Equal("line\nbreak", Assert.IsType<EndEntry>(entries[2]).Reason);
        Assert.StartsWith("{\"type\":\"step\"", File.ReadAllLines(folder["j"])[0], StringComparison.Ordinal);
        Assert.DoesNotContain("memory_mb", File.ReadAllText(folder["j"]), StringComparison.Ordinal); // as journals were before it was kept
    }

    [Fact]
    public void A_torn_last_line_is_ignored_and_gone_after_a_resume()
    {
        using var folder = new TemporaryFolder();
        using (var journal = Journal.Create(folder["j"]))
        {
            for (var step = 1; step <= 5; step++)
                journal.Append(Step(step));
        }
        File.AppendAllText(folder["j"], "{\"type\":\"step\",\"step\":6,\"lo");
        Assert.Equal(5, Journal.Read(folder["j"]).Count);
        using (var journal = Journal.Resume(folder["j"], 3, 0))
            journal.Append(Step(4));
        Assert.Equal([1, 2, 3, 4], Journal.Read(folder["j"]).Select(e => e.Step));
    }

    [Fact]
    public void A_broken_line_before_the_last_names_file_and_line()
    {
        using var folder = new TemporaryFolder();
        using (var journal = Journal.Create(folder["j"]))
            journal.Append(Step(1));
        File.AppendAllText(folder["j"], "rubbish\n");
        Assert.StartsWith(folder["j"] + ":2: is not a journal entry", Assert.Throws<RunException>(() => Journal.Read(folder["j"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_journal_is_named() =>
        Assert.StartsWith("/nowhere/journal.jsonl: cannot be read", Assert.Throws<RunException>(() => Journal.Read("/nowhere/journal.jsonl")).Message, StringComparison.Ordinal);
}
