using System.Text.Json.Nodes;
using Saccade.Studio.Hosting;
using Saccade.Studio.Tests.Hosting;

namespace Saccade.Studio.Tests.Jobs;

/// <summary>Work that Studio starts. A script stands for the program: what it does goes by the name of the run.</summary>
public sealed class JobTests : IDisposable
{
    private const string Recipe = "task: toy\nmodel: linear\nepochs: 4\nbatch_size: 8\n";

    private const string Script = """
        toy="$1"; shift
        echo "said: $*"
        resume=no
        for word in "$@"; do [ "$word" = --resume ] && resume=yes; done
        while [ $# -gt 0 ]; do [ "$1" = --out ] && out="$2"; shift; done
        case "$resume $out" in
          "no "*fail*) echo "saccade: the data is not there" >&2; exit 1;;
          "no "*invalid*) cp -r "$toy/." "$out"; exit 3;;
          "no "*wait*)
            cp -r "$toy/." "$out"
            trap 'echo "saved and stopped"; exit 130' TERM
            echo ready
            while :; do sleep 0.02; done;;
          *) mkdir -p "$out"; cp -r "$toy/." "$out";;
        esac
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_recipe_is_trained_with_what_was_asked_for_and_what_it_says_is_kept()
    {
        await using var studio = await Start();
        var job = await Add(studio, "first", o => (o["set"], o["data"], o["seeds"]) = (new JsonObject { ["epochs"] = "2" }, "sets/points", new JsonArray(3)));
        Assert.Equal(("first", "first"), ((string)job["name"]!, (string)job["run"]!));
        await Until(studio, job, "finished");
        var console = await File.ReadAllTextAsync(Path.Combine(studio.Runs, "first", "console.txt"));
        Assert.Contains($"--out {Path.Combine(studio.Runs, "first")} --set epochs=2 --set data=sets/points --seeds 3\n", console);
        Assert.Equal("finished", (string)(await studio.Row("first", "finished"))["status"]!);
        Assert.Contains((await studio.Get("api/runs/first"))["console"]!.AsArray(), line => ((string)line!).StartsWith("said: train ", StringComparison.Ordinal));
        // A name that is taken gets a number.
        Assert.Equal("first-2", (string)(await Add(studio, "first"))["run"]!);
    }

    [Fact]
    public async Task One_is_trained_at_a_time_and_what_waits_can_be_taken_away()
    {
        await using var studio = await Start();
        var first = await Add(studio, "wait-1");
        var (second, third) = (await Add(studio, "second"), await Add(studio, "third"));
        await Ready(studio, "wait-1");
        Assert.Equal(["running", "waiting", "waiting"], await Statuses(studio));
        await studio.Send(HttpMethod.Delete, $"api/queue/{(string)second["job"]!}");
        await studio.Send(HttpMethod.Delete, $"api/queue/{(string)first["job"]!}");
        await Until(studio, third, "finished");
        Assert.Equal(["stopped", "finished"], await Statuses(studio));
        Assert.False(Directory.Exists(Path.Combine(studio.Runs, "second")));
    }

    [Fact]
    public async Task A_training_is_stopped_as_by_Ctrl_C_and_resumed()
    {
        await using var studio = await Start();
        var job = await Add(studio, "wait");
        await Ready(studio, "wait");
        await studio.Send(HttpMethod.Post, "api/runs/wait/stop");
        await Until(studio, job, "stopped");
        Assert.Contains("saved and stopped", await File.ReadAllTextAsync(Path.Combine(studio.Runs, "wait", "console.txt")));
        await studio.Send(HttpMethod.Post, $"api/queue/{(string)job["job"]!}/resume");
        await Until(studio, job, "finished");
        Assert.Contains($"$ saccade train --out {Path.Combine(studio.Runs, "wait")} --resume\n", await File.ReadAllTextAsync(Path.Combine(studio.Runs, "wait", "console.txt")));
        Assert.Equal(409, (await studio.Refused(HttpMethod.Post, $"api/queue/{(string)job["job"]!}/resume")).Status);
        var (status, reason) = await studio.Refused(HttpMethod.Post, "api/runs/wait/stop");
        Assert.Equal((409, "wait is not being trained"), (status, reason));
    }

    [Fact]
    public async Task A_run_that_Studio_did_not_start_is_resumed_where_it_lies()
    {
        await using var studio = await Start();
        var run = Ended(studio, "both/elsewhere", "stopped");
        Assert.Null((string?)(await studio.Get("api/runs/both%2Felsewhere/resume"))["refusal"]);
        var job = await studio.Send(HttpMethod.Post, "api/runs/both%2Felsewhere/resume");
        Assert.Equal(("elsewhere", "both/elsewhere"), ((string)job["name"]!, (string)job["run"]!));
        await Until(studio, job, "finished");
        Assert.Contains($"$ saccade train --out {run} --resume\n", await File.ReadAllTextAsync(Path.Combine(run, "console.txt")));
        Assert.Equal((409, "both/elsewhere has finished: there is nothing left of it to train"), await studio.Refused(HttpMethod.Post, "api/runs/both%2Felsewhere/resume"));
    }

    [Fact]
    public async Task A_dead_run_is_resumed_by_the_job_that_made_it_and_never_twice()
    {
        await using var studio = await Start();
        var job = await Add(studio, "wait");
        await Ready(studio, "wait");
        await studio.Send(HttpMethod.Delete, $"api/queue/{(string)job["job"]!}");
        await Until(studio, job, "stopped");
        Ended(studio, "wait", "running");
        await studio.Row("wait", "dead");
        var first = await Add(studio, "wait-before");
        await Ready(studio, "wait-before");
        Assert.Equal((string)job["job"]!, (string)(await studio.Send(HttpMethod.Post, "api/runs/wait/resume"))["job"]!);
        Assert.Equal((409, "wait waits in the queue"), await studio.Refused(HttpMethod.Post, "api/runs/wait/resume"));
        await studio.Send(HttpMethod.Delete, $"api/queue/{(string)first["job"]!}");
        await Until(studio, job, "finished");
        Assert.Equal(["finished", "stopped"], await Statuses(studio));
    }

    [Fact]
    public async Task A_run_that_cannot_be_resumed_says_why()
    {
        await using var studio = await Start();
        ToyStudio.Edit(Path.Combine(Ended(studio, "old", "failed"), "run.json"), "\"epochs\": 2", "\"epochen\": 2");
        File.Delete(Path.Combine(Ended(studio, "torn", "stopped"), "run.json"));
        using var held = new FileStream(Path.Combine(Ended(studio, "held", "stopped"), ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        foreach (var (run, reason) in new[]
        {
            ("old", "the recipe of old cannot be trained by this version: 'epochen' is no key of a recipe for task 'toy' and model 'linear'; the nearest valid key is 'epochs'"),
            ("torn", "torn has no run.json: it was copied in part, or its training ended before it began"),
            ("held", "held is still held by a process that gives no sign of life: end that first"),
        })
        {
            Assert.Equal(reason, (string)(await studio.Get($"api/runs/{run}/resume"))["refusal"]!);
            Assert.Equal((409, reason), await studio.Refused(HttpMethod.Post, $"api/runs/{run}/resume"));
        }
        Assert.Empty(await Statuses(studio));
    }

    [Theory]
    [InlineData("fail", "failed", "the data is not there")]
    [InlineData("invalid", "finished", "its evidence is invalid: the run's page says why")]
    public async Task How_it_ended_is_told_with_the_reason(string name, string status, string reason)
    {
        await using var studio = await Start();
        Assert.Equal(reason, (string)(await Until(studio, await Add(studio, name), status))["reason"]!);
    }

    [Fact]
    public async Task Closing_Studio_stops_what_it_started_and_the_next_one_has_its_list()
    {
        string runs;
        using var kept = new TemporaryFolder();
        await using (var studio = await Start(o => o with { Runs = kept["runs"] }))
        {
            runs = kept["runs"];
            await Add(studio, "wait");
            await Add(studio, "later");
            while (!File.Exists(Path.Combine(runs, "wait", "console.txt")) || !(await File.ReadAllTextAsync(Path.Combine(runs, "wait", "console.txt"))).Contains("ready\n", StringComparison.Ordinal))
                await Task.Delay(10);
        }
        Assert.Contains("saved and stopped", await File.ReadAllTextAsync(Path.Combine(runs, "wait", "console.txt")));
        await using var next = await Start(o => o with { Runs = runs });
        var jobs = (await next.Get("api/queue"))["jobs"]!.AsArray();
        Assert.Equal(("wait", "stopped"), ((string)jobs[0]!["run"]!, (string)jobs[0]!["status"]!));
        await Until(next, jobs[1]!.AsObject(), "finished");
    }

    [Fact]
    public async Task A_job_whose_Studio_was_killed_is_settled_by_its_run()
    {
        await using var studio = await Start(o =>
        {
            ToyStudio.CopyRun(Path.Combine(o.Runs, "done"));
            Directory.CreateDirectory(Path.Combine(o.Runs, ".studio"));
            string Job(string name) => $$"""{"id":"{{name}}","name":"{{name}}","run":"{{name}}","commands":[["train"]],"status":"running","queued":"2026-11-21T00:00:00Z","process_id":1,"process_began":"2001-01-01T00:00:00Z"}""";
            File.WriteAllText(Path.Combine(o.Runs, ".studio", "queue.json"), $"[{Job("done")},{Job("lost")}]");
            return o;
        });
        while (!(await Statuses(studio)).SequenceEqual(["finished", "stopped"]))
            await Task.Delay(10);
    }

    [Theory]
    [InlineData("epochs: 2\nmodel: linear\n", null, "task", "is missing; every recipe has it")]
    [InlineData("task: toy\nmodel: linear\nepoch: 2\n", 3, "epoch", "the nearest valid key is 'epochs'")]
    [InlineData("task: toy\nmodel: linear\nepochs: many\n", 3, "epochs", "")]
    [InlineData("task: toy\nmodel: linear\nstop: sometimes\n", null, "stop", "")]
    [InlineData("task: [toy\n", 2, null, "is not YAML")]
    public async Task A_recipe_is_checked_as_train_does_with_line_and_key(string text, int? line, string? key, string message)
    {
        await using var studio = await Start();
        var check = await studio.Send(HttpMethod.Post, "api/recipes/check", new() { ["text"] = text, ["set"] = new JsonObject() });
        Assert.False((bool)check["valid"]!);
        var problem = Assert.Single(check["problems"]!.AsArray())!;
        Assert.Equal((line, key), ((int?)problem["line"], (string?)problem["key"]));
        Assert.Contains(message, (string)problem["message"]!);
        var (status, reason) = await studio.Refused(HttpMethod.Post, "api/queue", new() { ["text"] = text, ["name"] = "x" });
        Assert.Equal(400, status);
        Assert.StartsWith("the recipe cannot be trained: ", reason);
    }

    [Fact]
    public async Task A_recipe_that_can_be_trained_is_shown_with_all_its_keys()
    {
        await using var studio = await Start();
        var check = await studio.Send(HttpMethod.Post, "api/recipes/check", new() { ["text"] = Recipe, ["set"] = new JsonObject { ["learning_rate"] = "0.5" } });
        Assert.True((bool)check["valid"]!);
        Assert.Equal((4, 0.5), ((int)check["resolved"]!["epochs"]!, (double)check["resolved"]!["learning_rate"]!));
        var recipes = (await studio.Get("api/recipes"))["recipes"]!.AsArray();
        Assert.Equal([("list", "toy", ""), ("mine", "toy", "What it is for.")], recipes.Select(r => ((string)r!["name"]!, (string)r["task"]!, (string)r["comment"]!)));
    }

    [Fact]
    public async Task Variants_of_a_recipe_are_checked_each_and_trained_as_one_queue_with_the_recipe_beside_their_list()
    {
        await using var studio = await Start();
        const string List = "base: mine.yaml\nshort: [epochs=1]\nfrom-it: [from=short, learning_rate=0.1]\n";
        var check = await studio.Send(HttpMethod.Post, "api/recipes/check", new() { ["text"] = List, ["set"] = new JsonObject { ["batch_size"] = "4" } });
        Assert.True((bool)check["valid"]!, check.ToJsonString());
        Assert.Equal(["mine", "short", "from-it"], check["variants"]!.AsArray().Select(v => (string)v!));
        Assert.Equal((4, 4), ((int)check["resolved"]!["batch_size"]!, (int)check["resolved"]!["epochs"]!));

        var job = await Add(studio, "changes", o => (o["text"], o["seeds"]) = (List, new JsonArray(1, 2)));
        await Until(studio, job, "finished");
        var own = Path.Combine(studio.Runs, ".studio", "jobs", (string)job["job"]!);
        Assert.Equal((List, File.ReadAllText(Path.Combine(folder["recipes"], "mine.yaml"))), (File.ReadAllText(Path.Combine(own, "changes.yaml")), File.ReadAllText(Path.Combine(own, "mine.yaml"))));
        Assert.Contains($"$ saccade train {Path.Combine(own, "changes.yaml")} --out {Path.Combine(studio.Runs, "changes")} --seeds 1,2\n", await File.ReadAllTextAsync(Path.Combine(studio.Runs, "changes", "console.txt")));

        var (status, reason) = await studio.Refused(HttpMethod.Post, "api/queue", new() { ["text"] = List, ["name"] = "mine" });
        Assert.Equal((400, "mine is what the recipe is called that these are variants of: choose another name"), (status, reason));
    }

    [Theory]
    [InlineData("base: mine.yaml\nshort: [epoch=1]\nlong: [epochs=2]\nwide: [batch_size=0]\n", "2 epoch is no key of a recipe", "4 batch_size is 0")]
    [InlineData("base: ../mine.yaml\nshort: [epochs=1]\n", "1 base is '../mine.yaml', which is in none of the folders of recipes")]
    [InlineData("base: mine.yaml\nshort: 1\n", "2 short is no list of 'key=value'")]
    [InlineData("base: wrong.yaml\nshort: [epochs=1]\nlong: [epochs=2]\n", " learning_rate is 'fast'; it must be a finite number (wrong.yaml, line 3)")]
    [InlineData("task: toy\nmodel: linear\nepochs: many\nbatch_size: 0\nlerning_rate: 1\ntoy.samples: none\n", "3 epochs is 'many'", "4 batch_size is 0", "5 lerning_rate is no key", "6 toy.samples is 'none'")]
    [InlineData("task: toy\nmodel: [linear]\nepochs: many\n", "2 model takes a word", "3 epochs is 'many'")]
    public async Task All_that_is_wrong_is_told_at_once_each_at_its_line(string text, params string[] told)
    {
        await using var studio = await Start();
        File.WriteAllText(Path.Combine(folder["recipes"], "wrong.yaml"), "task: toy\nmodel: linear\nlearning_rate: fast\n");
        var check = await studio.Send(HttpMethod.Post, "api/recipes/check", new() { ["text"] = text, ["set"] = new JsonObject() });
        Assert.False((bool)check["valid"]!);
        Assert.All(check["problems"]!.AsArray().Zip(told, (problem, said) => ($"{problem!["line"]} {problem["key"]} {problem["message"]}", said)), pair => Assert.StartsWith(pair.said, pair.Item1));
        Assert.Equal(told.Length, check["problems"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("-rf")]
    [InlineData("")]
    [InlineData("a b; rm")]
    public async Task Names_are_names_and_no_paths(string name)
    {
        await using var studio = await Start();
        Assert.Equal(400, (await studio.Refused(HttpMethod.Post, "api/queue", new() { ["text"] = Recipe, ["name"] = name })).Status);
    }

    [Fact]
    public async Task A_second_Studio_starts_nothing()
    {
        await using var first = await Start();
        await using var second = await Start(o => o with { Runs = first.Runs });
        var (status, reason) = await second.Refused(HttpMethod.Post, "api/queue", new() { ["text"] = Recipe, ["name"] = "x" });
        Assert.Equal(409, status);
        Assert.StartsWith("another Studio works on this folder", reason);
    }

    private async Task<ToyStudio> Start(Func<StudioOptions, StudioOptions>? options = null)
    {
        File.WriteAllText(folder["program.sh"], Script);
        Directory.CreateDirectory(folder["recipes"]);
        File.WriteAllText(Path.Combine(folder["recipes"], "mine.yaml"), "# What it is\n# for.\n" + Recipe);
        File.WriteAllText(Path.Combine(folder["recipes"], "list.yaml"), "base: mine.yaml\nother: [epochs=1]\n");
        return await ToyStudio.Start(null, o =>
        {
            o = o with { Program = ["/bin/sh", folder["program.sh"], ToyStudio.TrainedRun], Recipes = [folder["recipes"]] };
            return options?.Invoke(o) ?? o;
        });
    }

    private static Task<JsonObject> Add(ToyStudio studio, string name, Action<JsonObject>? more = null)
    {
        var body = new JsonObject { ["text"] = Recipe, ["name"] = name, ["set"] = new JsonObject(), ["data"] = null, ["seeds"] = new JsonArray() };
        more?.Invoke(body);
        return studio.Send(HttpMethod.Post, "api/queue", body);
    }

    /// <summary>A run as another program has left it.</summary>
    private static string Ended(ToyStudio studio, string run, string status)
    {
        var path = Path.Combine(studio.Runs, run);
        if (!Directory.Exists(path))
            ToyStudio.CopyRun(path);
        ToyStudio.Edit(Path.Combine(path, "run.json"), "\"status\": \"finished\"", $"\"status\": \"{status}\"");
        return path;
    }

    private static async Task<string[]> Statuses(ToyStudio studio) => [.. (await studio.Get("api/queue"))["jobs"]!.AsArray().Select(j => (string)j!["status"]!)];

    private static async Task<JsonObject> Until(ToyStudio studio, JsonObject job, string status)
    {
        while (true)
        {
            var now = (await studio.Get("api/queue"))["jobs"]!.AsArray().Single(j => (string)j!["job"]! == (string)job["job"]!)!.AsObject();
            if ((string)now["status"]! == status)
                return now;
            Assert.True((string)now["status"]! is "waiting" or "running", now.ToJsonString());
            await Task.Delay(10);
        }
    }

    private static async Task Ready(ToyStudio studio, string run)
    {
        var console = Path.Combine(studio.Runs, run, "console.txt");
        while (!File.Exists(console) || !(await File.ReadAllTextAsync(console)).Contains("ready\n", StringComparison.Ordinal))
            await Task.Delay(10);
    }
}
