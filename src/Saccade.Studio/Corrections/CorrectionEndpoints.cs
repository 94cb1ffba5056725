using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Saccade.Studio.Hosting;
using Saccade.Studio.Jobs;
using Saccade.Studio.Runs;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Corrections;

/// <summary><c>/api/runs/{id}/corrections</c> and <c>learn</c>: what a person found wrong with counts, and a run that learns from it.</summary>
internal sealed class CorrectionEndpoints(StudioFolder folder, RunIndex runs, JobQueue queue, CorrectionStore store, PrivateFolder root, int fewest, TimeProvider time)
{
    private const int LongestName = 255;
    private const int LongestCorrection = 1 << 20;
    private const int MostPlaces = 10_000;

    private static readonly string[] Parts = ["add", "remove", "resume_from"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/runs/{id}/corrections", List);
        routes.MapPost("/api/runs/{id}/corrections", Keep);
        routes.MapPost("/api/runs/{id}/learn", Learn);
    }

    private Task List(HttpContext context) => StudioJson.Write(context, new { Images = store.Of(runs.Of(context).Row.Id).Select(Shown) });

    private async Task Keep(HttpContext context)
    {
        folder.RequireWritable();
        var (row, _) = runs.Of(context);
        var form = await StudioForm.Read(context, LongestCorrection);
        if (form.Files["image"] is not { } image || (string?)form["correction"] is not { Length: > 0 } text)
            throw new ProblemException(400, "an image and its correction come as multipart/form-data with the parts image (a file) and correction (JSON)");
        if (image.FileName.Length is 0 or > LongestName || image.FileName.Any(char.IsControl) || image.FileName.AsSpan().ContainsAny('/', '\\'))
            throw new ProblemException(400, $"the image's name is empty, longer than {LongestName} characters, or holds a path or control characters");
        var correction = Correction(text);
        using var own = root.Within();
        await using var content = image.OpenReadStream();
        var kept = await Upload.Keep(content, image.FileName, type: null, own.Path, [InputKind.Picture], context.RequestAborted);
        await StudioJson.Write(context, Shown(store.Keep(row.Id, kept.Name, kept.Path, correction, time.GetUtcNow())));
    }

    /// <summary>Counts the images with their corrections, which makes data of them, and learns from that.</summary>
    private Task Learn(HttpContext context)
    {
        folder.RequireWritable();
        var (row, path) = runs.Of(context);
        var count = store.Of(row.Id).Count;
        if (count < fewest)
            throw new ProblemException(409, $"{count} corrected images of {row.Id} are too few to learn from and to see what that is worth: correct at least {fewest}");
        var run = queue.Unused($"{Path.GetFileName(path)}-learned");
        var job = new Job { Name = run, Run = run, SpeaksInRun = false, Commands = [], Queued = time.GetUtcNow() };
        var counted = folder[Path.Combine("jobs", job.Id, "counted")];
        return StudioJson.Write(context, ShownJob.Of(queue.Add(job with
        {
            Commands =
            [
                ["count", store.ImagesOf(row.Id), "--model", path, "--out", counted, "--corrections", store.WriteFor(row.Id, job.Id)],
                ["count", "--learn", counted, "--model", path, "--out", Path.Combine(folder.Root, run)],
            ],
        })));
    }

    private static object Shown(CorrectedImage image) => new { image.Name, Add = image.Correction["add"] ?? new JsonArray(), Remove = image.Correction["remove"] ?? new JsonArray(), image.Saved };

    /// <summary>Its shape; what it says of the image is held against that when it is counted.</summary>
    private static JsonObject Correction(string text)
    {
        try
        {
            var correction = JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
            if (correction is not null && correction.All(p => Parts.Contains(p.Key)) && correction.All(p => p.Key == "resume_from" ? p.Value is JsonValue : p.Value is JsonArray { Count: <= MostPlaces }))
                return correction;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new ProblemException(400, "the correction has to be {\"add\": [[x, y], ..], \"remove\": [number or [x, y], ..]}, in pixels of the image");
    }
}
