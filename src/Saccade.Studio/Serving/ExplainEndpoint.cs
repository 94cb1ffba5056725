using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary><c>/v1/models/{id}/explain</c>: what the answer to one file rests on, as <c>saccade explain</c> has it, with the pictures and the video in the answer.</summary>
internal sealed class ExplainEndpoint(IModelSource models, Admission admission, PrivateFolder root, TimeSpan limit) : ModelEndpoint(models, admission, root, limit)
{
    protected override async Task Answer(HttpContext context, ServedModel model, IReadOnlyList<UploadedFile> files, bool isBatch, RequestTime time)
    {
        if (files.Count > 1)
            throw new ProblemException(400, "one file is explained at a time");
        var (file, request) = (files[0], Request(context.Request, files[0]));
        await WriteJson(context, await Ask(model, time, run => Explain(run, file, request, time.Token)));
    }

    private static JsonNode Explain(LoadedRun run, UploadedFile file, ExplanationRequest request, CancellationToken cancellation)
    {
        var explanation = Try(run, file, () => run.Application.Explain(run.Model, request, cancellation));
        var json = JsonSerializer.SerializeToNode(explanation with { Input = file.Name }, RunJson.Line)!;
        foreach (var path in explanation.Files.Where(f => f.EndsWith(".json", StringComparison.Ordinal)))
            WithoutPaths(path, file);
        json["files"] = JsonSerializer.SerializeToNode(FilesBeside(file), RunJson.Line);
        return json;
    }

    /// <summary>Where the service keeps files is no client's business: what was written names them as the answer does.</summary>
    private static void WithoutPaths(string path, UploadedFile file)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(path))!;
        json["input"] = file.Name;
        json["files"] = new JsonArray([.. json["files"]!.AsArray().Select(f => (JsonNode?)Path.GetFileName((string)f!))]);
        File.WriteAllText(path, json.ToJsonString(RunJson.Line) + "\n");
    }

    private static ExplanationRequest Request(HttpRequest request, UploadedFile file)
    {
        int? head = (string?)request.Query["head"] switch
        {
            null => null,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            var text => throw new ProblemException(400, $"?head={text}: has to be a whole number from 0"),
        };
        return new()
        {
            Input = file.Path,
            Folder = file.Folder,
            Map = request.Query["map"],
            Layer = request.Query["layer"],
            Head = head,
            Check = IsAsked(request, "check"),
        };
    }
}
