using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary><c>/v1/models/{id}/predict</c>: the results of one file or a batch, as <c>saccade predict</c> has them; all at once, or line by line as they are found.</summary>
/// <param name="alwaysDraws">Whether pictures and videos come without being asked for.</param>
internal sealed class PredictEndpoint(IModelSource models, Admission admission, PrivateFolder root, TimeSpan limit, bool alwaysDraws) : ModelEndpoint(models, admission, root, limit)
{
    private const string Lines = "application/x-ndjson";

    protected override async Task Answer(HttpContext context, ServedModel model, IReadOnlyList<UploadedFile> files, bool isBatch, RequestTime time)
    {
        var isDrawn = alwaysDraws || IsAsked(context.Request, "files");
        if (context.Request.GetTypedHeaders().Accept.Any(a => a.Quality != 0 && a.MediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase)))
        {
            if (isDrawn)
                throw new ProblemException(400, $"?files=true: files come with the whole answer, not as {Lines}");
            await Stream(context, model, files, time);
            return;
        }
        var answers = await Ask(model, time, run => files.Select(file => Predict(run, file, isDrawn, time.Token)).ToArray());
        if (isBatch)
            await WriteJson(context, new JsonObject { ["predictions"] = new JsonArray(answers) });
        else
            await WriteJson(context, answers[0]);
    }

    private static JsonNode Predict(LoadedRun run, UploadedFile file, bool isDrawn, CancellationToken cancellation)
    {
        var result = Try(run, file, () => run.Application.Predict(run.Model, file.Path, isDrawn ? file.Folder : null, cancellation));
        var json = JsonSerializer.SerializeToNode(result with { Input = file.Name }, RunJson.Line)!;
        if (isDrawn)
            json["files"] = JsonSerializer.SerializeToNode(FilesBeside(file), RunJson.Line);
        return json;
    }

    /// <summary>A line for each result, and one at the end of each file; what goes wrong after the first line is the last one.</summary>
    private static async Task Stream(HttpContext context, ServedModel model, IReadOnlyList<UploadedFile> files, RequestTime time)
    {
        // The model never waits for a slow client; Kestrel sends away one that is too slow.
        var lines = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true, SingleWriter = true });
        var asking = Feed();
        try
        {
            if (!await lines.Reader.WaitToReadAsync())
            {
                await asking;
                return;
            }
            context.Response.ContentType = Lines;
            await foreach (var line in lines.Reader.ReadAllAsync())
            {
                await context.Response.Body.WriteAsync(line, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
            try
            {
                await asking;
            }
            catch (ProblemException problem)
            {
                await context.Response.Body.WriteAsync(Line(new { Problem = ProblemDocument.Of(problem.Status, problem.Message) }), context.RequestAborted);
            }
        }
        finally
        {
            // The files stay until nobody reads them any more.
            time.GiveUp();
            await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<bool> Feed()
        {
            try
            {
                return (await Wait(model, time, run => files.All(file => Tell(run, file, lines.Writer, time.Token)))).Answer;
            }
            finally
            {
                lines.Writer.Complete();
            }
        }
    }

    private static bool Tell(LoadedRun run, UploadedFile file, ChannelWriter<byte[]> lines, CancellationToken cancellation)
    {
        var told = new Told(file.Name, lines);
        var whole = Try(run, file, () => run.Application.Predict(run.Model, file.Path, folder: null, cancellation, told));
        foreach (var result in whole.Results.Skip(told.Count).ToArray())
            told.Report(result!);
        return lines.TryWrite(Line(new { Input = file.Name, whole.Task, whole.InDomain, Results = told.Count }));
    }

    private static byte[] Line<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, RunJson.Line), (byte)'\n'];

    /// <summary>Results on their way to the client, each written down at once: it may change later.</summary>
    private sealed class Told(string input, ChannelWriter<byte[]> lines) : IProgress<JsonNode>
    {
        public int Count { get; private set; }

        public void Report(JsonNode value)
        {
            lines.TryWrite(Line(new { Input = input, Result = value }));
            Count++;
        }
    }
}
