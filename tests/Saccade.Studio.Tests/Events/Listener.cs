using System.Text.Json.Nodes;
using Saccade.Studio.Tests.Hosting;

namespace Saccade.Studio.Tests.Events;

/// <summary>A client of server-sent events, as a browser is one.</summary>
internal sealed class Listener : IAsyncDisposable
{
    // Only for a test that fails: without it, it would wait for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage answer;
    private readonly StreamReader reader;

    private Listener(HttpResponseMessage answer, Stream stream) => (this.answer, reader) = (answer, new StreamReader(stream));

    /// <summary>What to say when coming again.</summary>
    public string LastId { get; private set; } = "";

    public static async Task<Listener> Open(ToyStudio studio, string path, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastId is not null)
            request.Headers.Add("Last-Event-ID", lastId);
        var answer = await studio.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event of a name; others are passed over.</summary>
    public async Task<JsonObject> Next(string name)
    {
        var (found, data) = ("", "");
        while (await reader.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                LastId = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                found = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && found == name)
                return JsonNode.Parse(data)!.AsObject();
        }
        throw new EndOfStreamException("The events ended.");
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        answer.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal static class EventData
{
    public static JsonArray AsArray(this JsonObject data, string name) => data[name]!.AsArray();
}
