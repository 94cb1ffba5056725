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
        var only = Assert.Single(recipes)!;
        Assert.Equal(("mine", "toy", "What it is for."), ((string)only["name"]!, (string)only["task"]!, (string)only["comment"]!));
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
