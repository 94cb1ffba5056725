using System.Text.Json.Nodes;

namespace Saccade.Training.Tests;

public class RunQueryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static RunFolder Make(TemporaryFolder folder, string name, string model, double accuracy, RunStatus status = RunStatus.Finished)
    {
        var run = RunFolder.Create(folder[name]);
        run.WriteInfo(RunFolderTests.Info(name) with
        {
            Status = status,
            Recipe = new JsonObject { ["task"] = "toy", ["model"] = model, ["seed"] = 3, ["model.depth"] = 4, ["stop"] = "" },
        });
        using var journal = Journal.Create(run.JournalPath);
        journal.Append(new StartEntry { Step = 0, Epoch = 1, Time = Noon, Epochs = 3, StepsPerEpoch = 5, Parameters = 1234, Threads = 1 });
        journal.Append(Step(1));
        journal.Append(Epoch(1, accuracy, isBest: true));
        journal.Append(Step(6));
        journal.Append(Epoch(2, accuracy / 2, isBest: false));
        return run;
    }

    private static StepEntry Step(long step) => new() { Step = step, Epoch = 1, Time = Noon, Loss = 0.5, LearningRate = 1e-3, GradientNorm = 2, StepsPerSecond = 10, SamplesSeen = 8, ElapsedSeconds = step };

    private static EpochEntry Epoch(int epoch, double accuracy, bool isBest) => new()
    {
        Step = epoch * 5, Epoch = epoch, Time = Noon, TrainLoss = 1.0 / epoch, ValidationLoss = 2.0 / epoch, ElapsedSeconds = epoch, SamplesSeen = 1, IsBest = isBest,
        Metrics = new Dictionary<string, double> { ["accuracy"] = accuracy },
    };

    private static string[] Ask(TemporaryFolder folder, RunQuery query) =>
        [.. query.Run(RunScan.Of(folder.Path, Noon), folder.Path).Rows.Select(r => r["run"].Text)];

    [Fact]
    public void A_row_has_what_the_run_says_of_itself_its_recipe_and_its_best_epoch()
    {
        using var folder = new TemporaryFolder();
        Make(folder, "queue/a", "small", 0.8);
        var fields = RunFields.Of(Assert.Single(RunScan.Of(folder.Path, Noon).Runs), folder.Path);
        Assert.Equal(("queue/a", "toy", "finished", "4", "1234"), (fields["run"].Text, fields["task"].Text, fields["status"].Text, fields["model.depth"].Text, fields["parameters"].Text));
        Assert.Equal((0.8, 2.0, 1.0, 2.0, 10.0), (fields["metric.accuracy"].Number, fields["loss"].Number, fields["best_epoch"].Number, fields["epoch"].Number, fields["step"].Number));
        Assert.False(fields.ContainsKey("verdict"));
        Assert.Empty(RunFields.Names.Except(fields.Keys).Except(["ended", "reason", "from", "verdict"]));
    }

    [Theory]
    [InlineData("metric.accuracy>0.5", "b c")]
    [InlineData("metric.accuracy > 0.5 and model = small", "b")]
    [InlineData("metric.accuracy < 0.5 or model=large", "a c")]
    [InlineData("not (model = large) and not metric.accuracy >= 0.6", "a")]
    [InlineData("model ~ LAR", "c")]
    [InlineData("model != 'large'", "a b")]
    [InlineData("notes = 1 or order = 2 or seed = 3", "a b c")] // names that begin as 'not' and 'or'
    [InlineData("test.accuracy > 0 or test.accuracy <= 0 or test.accuracy != 0", "")]
    [InlineData("created >= 2026-01-02 and created < 2026-01-03", "a b c")]
    [InlineData("created > 2026 and created < 2027", "a b c")] // a time is a text
    [InlineData("seed = many", "")]
    [InlineData("run = 2024", "2024")]
    [InlineData("run != 2024", "a b c")]
    public void Runs_are_chosen_by_an_expression(string where, string expected)
    {
        using var folder = new TemporaryFolder();
        Make(folder, "a", "small", 0.25);
        Make(folder, "b", "small", 0.75);
        Make(folder, "c", "large", 1);
        if (where.Contains("2024", StringComparison.Ordinal))
            Make(folder, "2024", "small", 0.1);
        Assert.Equal(expected, string.Join(' ', Ask(folder, new RunQuery { Where = RunFilter.Parse(where) })));
    }

    [Theory]
    [InlineData("metric.accuracy", "one of != >= <= = > < ~ has to stand here, at character 16")]
    [InlineData("a = 1 b = 2", "'and' or 'or' has to stand here, at character 7")]
    [InlineData("(a = 1", "a closing parenthesis is missing, at character 7")]
    [InlineData("a = 1)", "this parenthesis was never opened, at character 6")]
    [InlineData("a = 'x", "this quotation never ends, at character 5")]
    [InlineData("a = ", "a value has to stand here, at character 5")]
    [InlineData("", "the name of a value, such as metric.accuracy has to stand here, at character 1")]
    public void What_cannot_be_understood_says_where_and_what_is_wanted(string where, string expected) =>
        Assert.EndsWith(expected, Assert.Throws<RunQueryException>(() => RunFilter.Parse(where)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_hostile_nesting_is_an_error_and_no_crash() =>
        Assert.Contains("nested", Assert.Throws<RunQueryException>(() => RunFilter.Parse(new string('(', 100_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void Rows_are_sorted_and_limited_and_those_without_the_value_come_last()
    {
        using var folder = new TemporaryFolder();
        Make(folder, "a", "small", 0.25);
        Make(folder, "b", "small", 0.75);
        Make(folder, "c", "large", double.NaN);
        Assert.Equal(["b", "a", "c"], Ask(folder, new RunQuery { Sort = ["metric.accuracy:desc"] }));
        Assert.Equal(["a", "b", "c"], Ask(folder, new RunQuery { Sort = ["metric.accuracy"] }));
        Assert.Equal(["a", "b", "c"], Ask(folder, new RunQuery { Sort = ["metric.accuracy:asc"] }));
        Assert.Equal(["c", "b"], Ask(folder, new RunQuery { Sort = ["model", "metric.accuracy:desc"], Limit = 2 }));
    }

    [Fact]
    public void Columns_are_those_asked_for_and_a_name_that_no_run_knows_is_told()
    {
        using var folder = new TemporaryFolder();
        Make(folder, "a", "small", 0.25);
        var result = new RunQuery { Select = ["run", "metric.*", "metric.acuracy"] }.Run(RunScan.Of(folder.Path, Noon), folder.Path);
        Assert.Equal(["run", "metric.accuracy", "metric.acuracy"], result.Columns);
        Assert.Equal("no run has a value called 'metric.acuracy'; the nearest name is 'metric.accuracy'", Assert.Single(result.Notices));
    }

    [Fact]
    public void A_beginning_that_no_name_has_is_told_and_a_name_in_capitals_finds_its_small_one()
    {
        using var folder = new TemporaryFolder();
        Make(folder, "a", "small", 0.25);
        var result = new RunQuery { Select = ["run", "zz*", "TASK"] }.Run(RunScan.Of(folder.Path, Noon), folder.Path);
        Assert.Equal(["run", "TASK"], result.Columns);
        Assert.Equal(["no run has a value called 'TASK'; the nearest name is 'task'", "no run has a value whose name begins with 'zz'"], result.Notices);
    }

    [Fact]
    public void Damaged_runs_are_listed_with_their_cause_and_the_others_are_still_there()
    {
        using var folder = new TemporaryFolder();
        Make(folder, "good", "small", 0.5);
        File.WriteAllText(Make(folder, "torn", "small", 0.5).InfoPath, "{\"id\": ");
        File.Delete(Make(folder, "half", "small", 0.5).JournalPath);
        var newer = Make(folder, "newer", "small", 0.5);
        File.WriteAllText(newer.InfoPath, File.ReadAllText(newer.InfoPath).Replace("\"finished\"", "\"teleported\"", StringComparison.Ordinal));
        File.WriteAllText(Make(folder, "evidence", "small", 0.5).EvidencePath, "[]");
        var scan = RunScan.Of(folder.Path, Noon);
        Assert.Equal("good", Assert.Single(scan.Runs).Info.Id);
        Assert.Equal(["evidence", "half", "newer", "torn"], scan.Damaged.Select(d => Path.GetFileName(d.Path)));
        Assert.All(scan.Damaged, d => Assert.Contains(d.Path, d.Cause, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_says_it_is_running_but_has_not_beaten_is_dead_and_its_reason_says_why()
    {
        using var folder = new TemporaryFolder();
        var run = Make(folder, "a", "small", 0.5, RunStatus.Running);
        new Heartbeat(Noon, 1, RunStatus.Running, 1, 1, 0.5).Write(run.HeartbeatPath);
        Assert.Equal("running", ScannedRun.Read(run, Noon.AddSeconds(59)).Status);
        var fields = RunFields.Of(ScannedRun.Read(run, Noon.AddSeconds(61)), folder.Path);
        Assert.Equal(("dead", "no sign of life since 2026-01-02 12:00:00 UTC"), (fields["status"].Text, fields["reason"].Text));
    }
}
