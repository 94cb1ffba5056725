using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Cli.Tests;

public class RunsQueryCommandTests
{
    private static void Make(TemporaryFolder folder, string name, double loss)
    {
        var run = RunFolder.Create(folder[name]);
        run.WriteInfo(new RunInfo
        {
            Id = name,
            Status = RunStatus.Finished,
            Recipe = new JsonObject { ["task"] = "toy", ["model"] = "small, \"quick\"", ["seed"] = 1 },
            CodeVersion = "1",
            DataHash = "x",
            Machine = MachineInfo.Current,
            Created = DateTimeOffset.UnixEpoch,
        });
        using var journal = Journal.Create(run.JournalPath);
        journal.Append(new EpochEntry
        {
            Step = 1, Epoch = 1, Time = DateTimeOffset.UnixEpoch, TrainLoss = loss, ValidationLoss = loss, ElapsedSeconds = 1, SamplesSeen = 1, IsBest = true,
            Metrics = new Dictionary<string, double> { ["accuracy"] = 1 - loss },
        });
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        Make(folder, "a", 0.125);
        Make(folder, "b", 0.25);
        Make(folder, "broken", 0.5);
        File.WriteAllText(folder["broken/run.json"], "{");
        return folder;
    }

    [Fact]
    public void Json_holds_the_columns_that_were_asked_for_and_the_damaged_runs()
    {
        using var folder = Folder();
        var run = RecordedRun.Of("runs", "query", folder.Path, "--select", "run,metric.accuracy", "--sort", "loss:desc", "--json");
        var json = run.Json();
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal("""[{"run":"b","metric.accuracy":0.75},{"run":"a","metric.accuracy":0.875}]""", JsonNode.Parse(json.GetProperty("runs").GetRawText())!.ToJsonString());
        Assert.Contains("broken", json.GetProperty("damaged")[0].GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_quotes_what_needs_it_and_tells_of_damaged_runs_beside_it()
    {
        using var folder = Folder();
        var run = RecordedRun.Of("runs", "query", folder.Path, "--where", "loss < 0.2", "--select", "run,model,loss,verdict", "--csv");
        Assert.Equal("run,model,loss,verdict\na,\"small, \"\"quick\"\"\",0.125,\n", run.Output);
        Assert.StartsWith($"damaged: {folder.Path}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_the_main_metrics_and_says_how_many_are_damaged()
    {
        using var folder = Folder();
        var run = RecordedRun.Of("runs", "query", folder.Path);
        Assert.Contains("metric.accuracy", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 of 2 runs, 1 damaged\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--where", "loss <")]
    [InlineData(ExitCode.Usage, "--limit", "-1")]
    public void A_question_that_makes_no_sense_is_refused(int code, params string[] options)
    {
        using var folder = Folder();
        Assert.Equal(code, RecordedRun.Of(["runs", "query", folder.Path, .. options]).Code);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_one_clear_line() =>
        Assert.Equal("saccade: nowhere: is no folder; give the one that holds the runs\n", RecordedRun.Of("runs", "query", "nowhere").Error);
}
