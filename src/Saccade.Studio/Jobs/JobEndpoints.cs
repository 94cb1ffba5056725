using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Saccade.Studio.Hosting;
using Saccade.Studio.Runs;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Jobs;

/// <summary><c>/api/recipes</c>, <c>/api/queue</c> and the stopping of a run: what is trained next, and what is not trained any more.</summary>
internal sealed class JobEndpoints(StudioFolder folder, RunIndex runs, JobQueue queue, ApplicationList applications, RecipeFolders recipes, TimeProvider time)
{
    private const int LongestName = 80;
    private const int MostSeeds = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/recipes", context => StudioJson.Write(context, new { recipes.Recipes }));
        routes.MapPost("/api/recipes/check", Check);
        routes.MapGet("/api/queue", context => StudioJson.Write(context, new { Jobs = queue.All.Select(ShownJob.Of) }));
        routes.MapPost("/api/queue", Add);
        routes.MapDelete("/api/queue/{job}", context => StudioJson.Write(context, ShownJob.Of(queue.Remove((string)context.Request.RouteValues["job"]!))));
        routes.MapPost("/api/queue/{job}/resume", context => StudioJson.Write(context, ShownJob.Of(queue.Resume((string)context.Request.RouteValues["job"]!))));
        routes.MapPost("/api/runs/{id}/stop", Stop);
        routes.MapGet("/api/runs/{id}/resume", context => StudioJson.Write(context, ResumptionOf(runs.Of(context))));
        routes.MapPost("/api/runs/{id}/resume", Resume);
    }

    private async Task Check(HttpContext context)
    {
        var body = await StudioJson.ReadObject(context);
        await StudioJson.Write(context, RecipeCheck.Of(applications, recipes, Text(body, "text"), Sets(body)));
    }

    private async Task Add(HttpContext context)
    {
        folder.RequireWritable();
        var body = await StudioJson.ReadObject(context);
        var (text, name, sets, seeds) = (Text(body, "text"), Text(body, "name").Trim(), Sets(body), Seeds(body));
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || name[0] is '.' or '-')
            throw new ProblemException(400, $"a name has 1 to {LongestName} letters, digits, '-', '_' and '.', and begins with a letter or digit: the run's folder is called so");
        if (seeds.Length > 0 && sets.ContainsKey("seed"))
            throw new ProblemException(400, "seeds and the key seed contradict each other; give one of them");
        var data = body["data"] is JsonValue value && value.TryGetValue<string>(out var given) && given.Trim().Length > 0 ? given.Trim() : null;
        var all = new Dictionary<string, string>(sets, StringComparer.Ordinal);
        if (data is not null)
            all["data"] = data;
        if (RecipeCheck.Of(applications, recipes, text, all).Problems is [var problem, ..])
            throw new ProblemException(400, $"the recipe cannot be trained: {problem.Said}");

        var run = queue.Unused(name);
        var job = new Job { Name = name, Run = run, Commands = [], Queued = time.GetUtcNow() };
        var recipe = Keep(job, text);
        string[] command = ["train", recipe, "--out", Path.Combine(folder.Root, run), .. all.SelectMany(s => new[] { "--set", $"{s.Key}={s.Value}" }), .. seeds.Length > 0 ? ["--seeds", string.Join(',', seeds)] : Array.Empty<string>()];
        await StudioJson.Write(context, ShownJob.Of(queue.Add(job with { Commands = [command] })));
    }

    /// <summary>Writes a recipe where it stays as it was asked for: a list of variants with the recipe that it is of beside it.</summary>
    private string Keep(Job job, string text)
    {
        var own = folder[Path.Combine("jobs", job.Id)];
        var path = Path.Combine(own, $"{job.Name}.yaml");
        Directory.CreateDirectory(own);
        if (recipes.CopyBase(text, own) == path)
            throw new ProblemException(400, $"{job.Name} is what the recipe is called that these are variants of: choose another name");
        AtomicFile.WriteText(path, text);
        return path;
    }

    private Task Stop(HttpContext context)
    {
        folder.RequireWritable();
        var (row, path) = runs.Of(context);
        if (!queue.StopRun(row.Id))
        {
            throw new ProblemException(409, row.Status != ShownStatus.Running ? $"{row.Id} is not being trained"
                : $"{row.Id} is trained by {Trainer(path)}, which this Studio did not start: press Ctrl-C where it runs");
        }
        return StudioJson.Write(context, row);
    }

    private Task Resume(HttpContext context)
    {
        folder.RequireWritable();
        var run = runs.Of(context);
        ResumptionOf(run).Require();
        return StudioJson.Write(context, ShownJob.Of(queue.ResumeRun(run.Row.Id, time.GetUtcNow())));
    }

    private Resumption ResumptionOf((RunRow Row, string Path) run) => Resumption.Of(run.Row, run.Path, queue, applications);

    private static string Trainer(string path)
    {
        try
        {
            return string.Create(CultureInfo.InvariantCulture, $"process {Heartbeat.Read(Path.Combine(path, "heartbeat.json")).ProcessId}");
        }
        catch (RunException)
        {
            return "a process";
        }
    }

    private static string Text(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new ProblemException(400, $"'{name}' is missing or no text");

    private static Dictionary<string, string> Sets(JsonObject body) => body["set"] switch
    {
        null => [],
        JsonObject sets when sets.All(s => s.Value is JsonValue && s.Key.Length > 0 && !s.Key.Contains('=') && s.Key[0] != '-') => sets.ToDictionary(s => s.Key, s => s.Value!.ToString()),
        _ => throw new ProblemException(400, "'set' has to be an object of keys of the recipe and their values"),
    };

    private static int[] Seeds(JsonObject body)
    {
        var seeds = body["seeds"] switch
        {
            null => [],
            JsonArray list when list.All(s => s is JsonValue value && value.TryGetValue<int>(out var seed) && seed >= 0) => list.Select(s => (int)s!).ToArray(),
            _ => throw new ProblemException(400, "'seeds' has to be a list of whole numbers from 0"),
        };
        return seeds.Length <= MostSeeds && seeds.Distinct().Count() == seeds.Length ? seeds : throw new ProblemException(400, $"'seeds' has at most {MostSeeds} different numbers");
    }
}
