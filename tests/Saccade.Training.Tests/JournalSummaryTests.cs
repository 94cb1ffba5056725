namespace Saccade.Training.Tests;

public class JournalSummaryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly StartEntry Start = new() { Step = 0, Epoch = 1, Time = Noon, Epochs = 3, StepsPerEpoch = 5, Parameters = 1234, Threads = 1 };

    private static StepEntry Step(long step) => new() { Step = step, Epoch = 1, Time = Noon.AddSeconds(step), Loss = 0.5, LearningRate = 1e-3, GradientNorm = 2, StepsPerSecond = 10, SamplesSeen = 8, ElapsedSeconds = step };

    private static EpochEntry Epoch(int epoch, bool isBest) => new()
    {
        Step = epoch * 5, Epoch = epoch, Time = Noon.AddMinutes(epoch), TrainLoss = 1.0 / epoch, ValidationLoss = 2.0 / epoch, ElapsedSeconds = epoch, SamplesSeen = 1, IsBest = isBest,
        Metrics = new Dictionary<string, double>(),
    };

    private static NoteEntry Note(string message) => new() { Step = 1, Epoch = 1, Time = Noon, Kind = "from", Message = message };

    private static string Written(TemporaryFolder folder, params IEnumerable<JournalEntry> entries)
    {
        var path = folder["journal.jsonl"];
        using var journal = Journal.Create(path);
        foreach (var entry in entries)
            journal.Append(entry);
        return path;
    }

    [Fact]
    public void A_journal_longer_than_what_is_read_at_once_is_seen_as_reading_all_of_it_sees_it()
    {
        using var folder = new TemporaryFolder();
        var path = Written(folder, [Start, Epoch(1, isBest: true), .. Enumerable.Range(1, 3_000).Select(s => Step(s)), Epoch(2, isBest: true), Note(new string('x', 9_000_000)), Epoch(3, isBest: false), Step(3_001)]);
        File.AppendAllText(path, "{\"type\":\"later\",\"of\":\"another version\"}\n{\"type\":\"step\",\"st");
        var summary = new JournalSummary(path);
        summary.Update();
        Assert.Equal((1234, 3_001, 3, 2), (summary.Start?.Parameters, summary.LastStep?.Step, summary.LastEpoch?.Epoch, summary.BestEpoch?.Epoch));
        Assert.Equal(9_000_000, Assert.Single(summary.ReadNotes()).Message.Length);
    }

    [Fact]
    public void A_journal_that_grows_is_read_on_and_a_torn_line_once_it_is_whole()
    {
        using var folder = new TemporaryFolder();
        var path = Written(folder, Start, Step(1));
        var summary = new JournalSummary(path);
        summary.Update();
        var line = File.ReadLines(path).Last().Replace("\"step\":1", "\"step\":2", StringComparison.Ordinal) + "\n";
        File.AppendAllText(path, line[..30]);
        summary.Update();
        Assert.Equal(1, summary.LastStep?.Step);
        File.AppendAllText(path, line[30..]);
        summary.Update();
        Assert.Equal((0, 2), (summary.Start?.Step, summary.LastStep?.Step));
    }

    [Fact]
    public void A_journal_that_was_cut_back_is_read_anew_even_where_it_is_longer_than_before()
    {
        using var folder = new TemporaryFolder();
        var path = Written(folder, Start, Step(1), Epoch(1, isBest: true), Step(6), Epoch(2, isBest: true));
        var summary = new JournalSummary(path);
        summary.Update();
        Assert.Equal(2, summary.BestEpoch?.Epoch);
        using (var journal = Journal.Resume(path, step: 5, epochsDone: 1))
        {
            for (var step = 6; step < 20; step++)
                journal.Append(Step(step + 1_000));
        }
        summary.Update();
        Assert.Equal((1019, 1, 1), (summary.LastStep?.Step, summary.LastEpoch?.Epoch, summary.BestEpoch?.Epoch));
    }

    [Fact]
    public void A_damaged_line_is_an_error_as_long_as_it_is_the_last_of_its_kind()
    {
        using var folder = new TemporaryFolder();
        var path = Written(folder, Start, Step(1));
        var whole = File.ReadLines(path).Last();
        File.AppendAllText(path, "{\"type\":\"step\",\"step\":[]}\n");
        var summary = new JournalSummary(path);
        Assert.Contains($"{path}: a line of it is damaged", Assert.Throws<RunException>(summary.Update).Message, StringComparison.Ordinal);
        Assert.Throws<RunException>(summary.Update);
        File.AppendAllText(path, whole + "\n");
        summary.Update();
        Assert.Equal(1, summary.LastStep?.Step);
    }

    [Fact]
    public void Only_a_run_that_has_just_begun_has_no_journal()
    {
        using var folder = new TemporaryFolder();
        var summary = new JournalSummary(folder["journal.jsonl"]);
        summary.Update();
        Assert.Null(summary.Start);
        summary.RequireOf(RunStatus.Running);
        Assert.Contains("journal.jsonl: is missing", Assert.Throws<RunException>(() => summary.RequireOf(RunStatus.Finished)).Message, StringComparison.Ordinal);
    }
}
