using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Hosting;

/// <summary>How Studio and its pages write to each other: as in the run folder, but what is not known is null instead of left out.</summary>
internal static class StudioJson
{
    private const int MostBytes = 1 << 20;

    public static JsonSerializerOptions Options { get; } = new(RunJson.Line) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static async Task Write<T>(HttpContext context, T answer)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, Options);
        context.Response.Headers.CacheControl = "no-store";
        (context.Response.ContentType, context.Response.ContentLength) = ("application/json", bytes.Length);
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <exception cref="ProblemException">The body is no JSON object (400), or longer than it can be (413).</exception>
    public static async Task<JsonObject> ReadObject(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (body.Length + read > MostBytes)
                throw new ProblemException(413, $"the body has more than {MostBytes} bytes");
            body.Write(buffer, 0, read);
        }
        try
        {
            return JsonNode.Parse(body.GetBuffer().AsSpan(0, (int)body.Length), documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw new ProblemException(400, "the body is no JSON object");
        }
        catch (JsonException broken)
        {
            throw new ProblemException(400, $"the body is no JSON ({broken.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
        }
    }
}
