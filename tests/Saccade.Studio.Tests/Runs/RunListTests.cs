using System.Text.Json.Nodes;
using Saccade.Studio.Tests.Hosting;
using Saccade.Training;

namespace Saccade.Studio.Tests.Runs;

/// <summary>The list of runs: what each is said to be, whatever its folder holds.</summary>
public sealed class RunListTests
{
    [Fact]
    public async Task A_finished_run_is_a_row_with_its_numbers_and_its_verdict()
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "toy")));
        var row = await studio.Row("toy");
        Assert.Equal(("finished", "toy", "linear", 1), ((string)row["status"]!, (string)row["task"]!, (string)row["model"]!, (int)row["seed"]!));
        Assert.Equal((2, 2, 16, 16), ((int)row["epoch"]!, (int)row["epochs"]!, (int)row["step"]!, (int)row["steps"]!));
        var run = RunFolder.Open(Path.Combine(studio.Runs, "toy"));
        var best = Journal.Read(run.JournalPath).OfType<EpochEntry>().Last(e => e.IsBest);
        Assert.Equal(("accuracy", best.Metrics["accuracy"]), ((string)row["headline"]!["metric"]!, (double)row["headline"]!["value"]!));
        Assert.Equal(run.ReadEvidence()[Split.Validation].Verdict, (string)row["verdict"]!);
        Assert.Equal(run.ReadInfo().Created, (DateTimeOffset)row["started"]!);
        foreach (var key in new[] { "problem", "queue", "seconds_left" })
            Assert.True(row.ContainsKey(key) && row[key] is null, key);
    }

    [Theory]
    [InlineData("finished", "finished", null)]
    [InlineData("stopped", "stopped", null)]
    [InlineData("failed", "failed", "the loss is not finite")]
    [InlineData("running", "dead", "the process that trained it is gone")]
    [InlineData("dancing", "damaged", "run.json: cannot be read")]
    public async Task A_run_is_what_it_says_unless_that_cannot_be(string said, string shown, string? problem)
    {
        await using var studio = await ToyStudio.Start(runs => With(runs, said));
        var row = await studio.Row("toy");
        Assert.Equal(shown, (string)row["status"]!);
        if (problem is null)
            Assert.Null(row["problem"]);
        else
            Assert.Contains(problem, (string)row["problem"]!);
    }

    [Fact]
    public async Task A_run_whose_lock_is_held_is_running_and_dead_once_it_is_not()
    {
        using var folder = new TemporaryFolder();
        IDisposable held = null!;
        await using var studio = await ToyStudio.Start(runs => held = RunFolder.Open(With(runs, "running")).Lock());
        // Its heartbeat is of a process that lives, and fresh.
        Beat(studio, DateTimeOffset.UtcNow, Environment.ProcessId);
        Assert.Equal("running", (string)(await studio.Row("toy"))["status"]!);
        Beat(studio, DateTimeOffset.UtcNow.AddSeconds(-8), Environment.ProcessId);
        await Task.Delay(1100);
        Assert.Equal("running", (string)(await studio.Row("toy"))["status"]!);
        held.Dispose();
        Assert.Contains("the process that trained it is gone; its last sign of life is of", (string)(await studio.Row("toy", "dead"))["problem"]!);
    }

    [Theory]
    [InlineData(-5, "running")]
    [InlineData(-70, "dead")]
    public async Task Without_a_lock_as_in_a_copy_the_heartbeat_decides(int secondsAgo, string shown)
    {
        await using var studio = await ToyStudio.Start(runs =>
        {
            File.Delete(Path.Combine(With(runs, "running"), ".lock"));
            Beat(runs, DateTimeOffset.UtcNow.AddSeconds(secondsAgo), 1);
        });
        Assert.Equal(shown, (string)(await studio.Row("toy"))["status"]!);
    }

    [Fact]
    public async Task A_heartbeat_that_says_finished_makes_no_run_finished()
    {
        await using var studio = await ToyStudio.Start(runs => With(runs, "running"));
        Assert.Contains("\"finished\"", await File.ReadAllTextAsync(Path.Combine(studio.Runs, "toy", "heartbeat.json")));
        Assert.Equal("dead", (string)(await studio.Row("toy"))["status"]!);
    }

    [Fact]
    public async Task Damaged_half_copied_and_newer_folders_are_rows_that_say_so_and_have_pages()
    {
        await using var studio = await ToyStudio.Start(runs =>
        {
            foreach (var name in new[] { "torn", "empty", "copied", "half", "journal", "evidence", "newer", "future", "checkpoint", "recipe" })
                ToyStudio.CopyRun(Path.Combine(runs, name));
            string In(string run, string file) => Path.Combine(runs, run, file);
            File.WriteAllText(In("torn", "run.json"), File.ReadAllText(In("torn", "run.json"))[..200]);
            File.WriteAllText(In("empty", "run.json"), "");
            File.Delete(In("copied", "run.json"));
            File.Delete(In("half", "journal.jsonl"));
            File.WriteAllText(In("journal", "journal.jsonl"), "{\"type\":\"step\",\"loss\":\n" + File.ReadAllText(In("journal", "journal.jsonl")).Replace("\"type\":\"step\"", "\"type\":\"step\",,"));
            File.WriteAllText(In("evidence", "evidence.json"), "{\"validation\": {\"verdict\": ");
            ToyStudio.Edit(In("newer", "run.json"), "\"code_version\": \"0.1.0", "\"code_version\": \"9.1.0");
            ToyStudio.Edit(In("future", "run.json"), "\"code_version\": \"0.1.0", "\"code_version\": \"9.1.0");
            ToyStudio.Edit(In("future", "run.json"), "\"finished\"", "\"sublime\"");
            File.WriteAllText(In("checkpoint", "checkpoints/last.safetensors"), "none");
            ToyStudio.Edit(In("recipe", "run.json"), "\"task\": \"toy\"", "\"task\": [1, 2]");
            Directory.CreateDirectory(Path.Combine(runs, "notes"));
            File.WriteAllText(Path.Combine(runs, "notes", "todo.txt"), "no run");
        });
        var rows = (await studio.Get("api/runs"))["runs"]!.AsArray().ToDictionary(r => (string)r!["id"]!, r => ((string)r!["status"]!, (string?)r["problem"]));
        Assert.Equal(["checkpoint", "copied", "empty", "evidence", "future", "half", "journal", "newer", "recipe", "torn"], rows.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, problem) in new[] { ("torn", "run.json: cannot be read"), ("empty", "run.json: cannot be read"), ("copied", "has no run.json"), ("half", "journal.jsonl: is missing"), ("journal", "journal.jsonl: a line of it is damaged") })
        {
            Assert.Equal("damaged", rows[id].Item1);
            Assert.Contains(problem, rows[id].Item2);
            Assert.DoesNotContain(studio.Runs, rows[id].Item2);
        }
        Assert.Equal("damaged", rows["evidence"].Item1);
        Assert.Equal(("newer", "was written by version 9.1.0, newer than this 0.1.0: something may be missing here"), rows["newer"]);
        Assert.Equal("newer", rows["future"].Item1);
        Assert.Contains("which cannot be read here", rows["future"].Item2);
        Assert.Equal("finished", rows["checkpoint"].Item1);
        foreach (var id in rows.Keys)
            Assert.Equal(id, (string)(await studio.Get($"api/runs/{id}"))["id"]!);
        Assert.Empty(studio.Told);
    }

    [Fact]
    public async Task Runs_of_a_queue_stand_under_its_name_and_a_run_that_comes_or_goes_is_noticed()
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "both", "toy-seed-1")));
        var row = await studio.Row("both/toy-seed-1");
        Assert.Equal("both", (string)row["queue"]!);
        Assert.Equal("both/toy-seed-1", (string)(await studio.Get("api/runs/both%2Ftoy-seed-1"))["id"]!);
        ToyStudio.CopyRun(Path.Combine(studio.Runs, "both", "toy-seed-2"));
        Assert.Equal("finished", (string)(await studio.Get("api/runs/both%2Ftoy-seed-2"))["status"]!);
        Directory.Delete(Path.Combine(studio.Runs, "both", "toy-seed-1"), recursive: true);
        while (!(await studio.Get("api/runs"))["runs"]!.AsArray().Select(r => (string)r!["id"]!).SequenceEqual(["both/toy-seed-2"]))
            await Task.Delay(20);
    }

    [Fact]
    public async Task A_run_page_has_recipe_notes_checkpoints_evidence_pictures_and_the_names_of_its_curves()
    {
        await using var studio = await ToyStudio.Start(runs =>
        {
            ToyStudio.CopyRun(Path.Combine(runs, "toy"));
            Directory.CreateDirectory(Path.Combine(runs, "toy", "samples", "epoch-001"));
            File.WriteAllText(Path.Combine(runs, "toy", "samples", "epoch-001", "a.png"), "picture");
            Directory.CreateDirectory(Path.Combine(runs, "toy", "explained"));
            File.WriteAllText(Path.Combine(runs, "toy", "explained", "clip.explained.png"), "attention");
            File.WriteAllText(Path.Combine(runs, "toy", "console.txt"), "line one\nline two\n");
        });
        var page = await studio.Get("api/runs/toy");
        Assert.Equal(0.05, (double)page["recipe"]!["learning_rate"]!);
        Assert.Equal("the last epoch is done", (string)page["reason"]!);
        Assert.Equal(["best", "final", "last"], page["checkpoints"]!.AsArray().Select(c => (string)c!["name"]!));
        Assert.Equal((2, 16), ((int)page["checkpoints"]![2]!["epoch"]!, (int)page["checkpoints"]![2]!["step"]!));
        var evidence = Assert.Single(page["evidence"]!.AsArray())!;
        Assert.Equal(("toy", "validation"), ((string)evidence["run"]!, (string)evidence["split"]!));
        Assert.Equal("a.png", (string)page["samples"]![0]!["files"]![0]!);
        Assert.Equal(["line one", "line two"], page["console"]!.AsArray().Select(l => (string)l!));
        var series = page["series"]!.AsArray().Select(s => (string)s!).ToArray();
        foreach (var name in new[] { "loss", "learning_rate", "gradient_norm", "samples_per_second", "memory_mb", "train_loss", "validation_loss", "metric.accuracy" })
            Assert.Contains(name, series);
        Assert.Equal("picture", await studio.Client.GetStringAsync("api/runs/toy/files/samples/epoch-001/a.png"));
        Assert.Equal("clip.explained.png", (string)Assert.Single(page["explained"]!.AsArray())!);
        Assert.Equal("attention", await studio.Client.GetStringAsync("api/runs/toy/files/explained/clip.explained.png"));
    }

    [Fact]
    public async Task Archived_runs_leave_the_list_and_come_back_and_their_files_stay()
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "toy")));
        var row = await studio.Send(HttpMethod.Post, "api/runs/toy/archive");
        Assert.True((bool)row["archived"]!);
        Assert.Empty((await studio.Get("api/runs"))["runs"]!.AsArray());
        Assert.True((bool)(await studio.Row("toy", archived: true))["archived"]!);
        Assert.True(File.Exists(Path.Combine(studio.Runs, "toy", "run.json")));
        await studio.Send(HttpMethod.Post, "api/runs/toy/restore");
        await studio.Send(HttpMethod.Put, "api/runs/toy/tags", new JsonObject { ["tags"] = new JsonArray("first", " first ", "<b>bold</b>") });
        Assert.Equal(["first", "<b>bold</b>"], (await studio.Row("toy"))["tags"]!.AsArray().Select(t => (string)t!));
        Assert.Equal(400, (await studio.Refused(HttpMethod.Put, "api/runs/toy/tags", new JsonObject { ["tags"] = "first" })).Status);
        Assert.Equal(400, (await studio.Refused(HttpMethod.Put, "api/runs/toy/tags", new JsonObject { ["tags"] = new JsonArray(new string('x', 61)) })).Status);
    }

    private static string With(string runs, string status)
    {
        var path = Path.Combine(runs, "toy");
        ToyStudio.CopyRun(path);
        ToyStudio.Edit(Path.Combine(path, "run.json"), "\"status\": \"finished\"", $"\"status\": \"{status}\"");
        ToyStudio.Edit(Path.Combine(path, "run.json"), "the last epoch is done", "the loss is not finite");
        return path;
    }

    private static void Beat(ToyStudio studio, DateTimeOffset time, int process) => Beat(studio.Runs, time, process);

    private static void Beat(string runs, DateTimeOffset time, int process) => new Heartbeat(time, process, RunStatus.Running, 1, 4, 0.5).Write(Path.Combine(runs, "toy", "heartbeat.json"));
}
