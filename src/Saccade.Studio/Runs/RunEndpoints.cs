using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Saccade.Studio.Hosting;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary><c>/api/runs</c>: the list, one run, its files, and what people put on it.</summary>
internal sealed class RunEndpoints(StudioFolder folder, RunIndex runs, RunMarks marks)
{
    private readonly RunPageReader pages = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/runs", List);
        routes.MapGet("/api/runs/{id}", Page);
        routes.MapGet("/api/runs/{id}/files/{**name}", context => RunFiles.Send(context, runs.Of(context).Path, (string?)context.Request.RouteValues["name"] ?? ""));
        routes.MapPost("/api/runs/{id}/archive", context => Archive(context, true));
        routes.MapPost("/api/runs/{id}/restore", context => Archive(context, false));
        routes.MapPut("/api/runs/{id}/tags", Tag);
    }

    private Task List(HttpContext context)
    {
        var archived = (string?)context.Request.Query["archived"] switch
        {
            "true" => true,
            null or "false" => false,
            _ => throw new ProblemException(400, "?archived has to be true or false"),
        };
        return StudioJson.Write(context, new { Folder = folder.Root, ReadOnly = folder.Refusal is not null, Version = MachineInfo.CodeVersion, Runs = runs.Rows().Where(r => r.Archived == archived) });
    }

    private Task Page(HttpContext context)
    {
        var (row, path) = runs.Of(context);
        return StudioJson.Write(context, pages.Read(row, path));
    }

    private Task Archive(HttpContext context, bool archived)
    {
        folder.RequireWritable();
        var (row, _) = runs.Of(context);
        if (archived && row.Status == ShownStatus.Running)
            throw new ProblemException(409, $"{row.Id} is being trained; stop it first");
        marks.Archive(row.Id, archived);
        return StudioJson.Write(context, runs.Marked(row.Id));
    }

    private async Task Tag(HttpContext context)
    {
        folder.RequireWritable();
        var (row, _) = runs.Of(context);
        var tags = (await StudioJson.ReadObject(context))["tags"] is JsonArray list && list.All(t => t is JsonValue value && value.TryGetValue<string>(out _))
            ? list.Select(t => (string)t!).ToArray()
            : throw new ProblemException(400, "the body has to be {\"tags\": [\"..\", ..]}");
        marks.Tag(row.Id, tags);
        await StudioJson.Write(context, runs.Marked(row.Id));
    }
}
