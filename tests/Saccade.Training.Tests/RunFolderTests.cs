using System.Text.Json.Nodes;
using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

public class RunFolderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    internal static RunInfo Info(string id = "x") => new()
    {
        Id = id,
        Status = RunStatus.Running,
        Recipe = new JsonObject { ["task"] = "toy", ["model"] = "small", ["model.depth"] = 4 },
        CodeVersion = "1",
        DataHash = "abc",
        Machine = MachineInfo.Current,
        Created = Noon,
        Accepted = ["class_balance"],
    };

    [Fact]
    public void The_run_s_facts_read_back_as_written()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder["runs/a"]);
        run.WriteInfo(Info() with { Status = RunStatus.Stopped, Reason = "by the user" });
        var info = RunFolder.Open(run.Root).ReadInfo();
        Assert.Equal((RunStatus.Stopped, "by the user", "toy", "small", 4), (info.Status, info.Reason, info.Task, info.Model, (int)info.Recipe["model.depth"]!));
        Assert.Contains("\"status\": \"stopped\"", File.ReadAllText(run.InfoPath), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_a_run_is_not_taken_for_a_new_one()
    {
        using var folder = new TemporaryFolder();
        RunFolder.Create(folder.Path).WriteInfo(Info());
        Assert.Contains("holds a run already", Assert.Throws<RunException>(() => RunFolder.Create(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_folder_s_place_is_one_clear_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["runs"], "");
        var message = Assert.Throws<RunException>(() => RunFolder.Create(folder["runs/a"])).Message;
        Assert.StartsWith(folder["runs/a"] + ": cannot be written", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_broken_run_json_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run.json"], "{\"id\": ");
        Assert.StartsWith(folder["run.json"], Assert.Throws<RunException>(() => RunFolder.Open(folder.Path).ReadInfo()).Message, StringComparison.Ordinal);
        Assert.Throws<RunException>(() => RunFolder.Open(folder["nowhere"]));
    }

    [Fact]
    public void New_paths_differ_and_say_when_and_what()
    {
        var paths = Enumerable.Range(0, 20).Select(_ => RunFolder.NewPath("runs", "toy-small", Noon)).ToHashSet();
        Assert.True(paths.Count > 15);
        Assert.All(paths, p => Assert.StartsWith(Path.Combine("runs", "20260102-120000-toy-small-"), p, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_trainings_cannot_hold_the_same_run()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.Path);
        using (run.Lock())
            Assert.Contains("in use", Assert.Throws<RunException>(run.Lock).Message, StringComparison.Ordinal);
        run.Lock().Dispose();
    }

    [Fact]
    public void Whoever_looks_whether_a_run_is_held_keeps_no_training_from_it()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder.Path);
        run.Lock().Dispose();
        using ManualResetEventSlim looked = new(), stop = new();
        var looking = new Thread(() =>
        {
            for (; !stop.IsSet; looked.Set())
                FileLock.IsHeld(run.LockPath);
        });
        looking.Start();
        looked.Wait();
        try
        {
            for (var i = 0; i < 2000; i++)
                run.Lock().Dispose();
        }
        finally
        {
            stop.Set();
            looking.Join();
        }
    }

    [Fact]
    public void An_atomic_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.WriteText(folder["a"], "old");
        var error = Assert.Throws<RunException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_heartbeat_is_read_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        new Heartbeat(Noon, 12, RunStatus.Running, 3, 40, double.NaN).Write(folder["heartbeat.json"]);
        var heartbeat = Heartbeat.Read(folder["heartbeat.json"]);
        Assert.Equal((Noon, 12, RunStatus.Running), (heartbeat.Time, heartbeat.ProcessId, heartbeat.Status));
        Assert.True(double.IsNaN(heartbeat.Loss));
        Assert.Equal((3, 40L), (heartbeat.Epoch, heartbeat.Step));
    }

    [Fact]
    public void The_mirror_holds_everything_but_the_checkpoints()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder["run"]);
        var messages = new List<string>();
        using (new RunMirror(run, folder["mirror"], messages.Add, TimeProvider.System))
        {
            run.WriteInfo(Info());
            File.WriteAllText(Path.Combine(run.CheckpointsPath, "last"), "weights");
            Directory.CreateDirectory(run.SamplesOf(1));
            File.WriteAllText(Path.Combine(run.SamplesOf(1), "a.png"), "a picture");
        }
        Assert.Equal(["run.json", "samples"], Directory.GetFileSystemEntries(folder["mirror"]).Select(Path.GetFileName).Order());
        Assert.True(File.Exists(folder["mirror/samples/epoch-001/a.png"]));
        Assert.Empty(messages);
    }

    [Fact]
    public void A_mirror_that_fails_says_so_once_and_throws_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mirror"], "a file in its place");
        var run = RunFolder.Create(folder["run"]);
        run.WriteInfo(Info());
        var messages = new List<string>();
        new RunMirror(run, folder["mirror"], messages.Add, TimeProvider.System).Dispose();
        Assert.Contains("fails", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_that_is_not_understood_is_put_down_to_a_newer_version_where_one_made_the_run()
    {
        using var folder = new TemporaryFolder();
        var run = RunFolder.Create(folder["run"]);
        var strange = Info() with { Recipe = new(ToyApplication.Recipe().ToJson().Select(k => KeyValuePair.Create(k.Key, k.Value?.DeepClone())).Append(KeyValuePair.Create<string, JsonNode?>("model.hyper", 3))) };
        run.WriteInfo(strange);
        Assert.Contains("model.hyper", Assert.Throws<RecipeException>(() => ToyApplication.List.Bind(run)).Message, StringComparison.Ordinal);
        run.WriteInfo(strange with { CodeVersion = "99.1.0+abc" });
        var newer = Assert.Throws<RunException>(() => ToyApplication.List.Bind(run)).Message;
        Assert.StartsWith($"{run.InfoPath}: 'model.hyper' is no key", newer, StringComparison.Ordinal);
        Assert.Contains("; the run was made by version 99.1.0, newer than this ", newer, StringComparison.Ordinal);
    }
}
