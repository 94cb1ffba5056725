using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Saccade.Studio.Hosting;

namespace Saccade.Studio.Events;

/// <summary>Server-sent events to one client (WHATWG HTML, "Server-sent events"). One that does not read is let go.</summary>
internal sealed class EventStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpContext context;

    public EventStream(HttpContext context)
    {
        this.context = context;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>Sends an event.</summary>
    /// <param name="name">What pages listen to.</param>
    /// <param name="data">JSON on one line.</param>
    /// <param name="id">What the client says when it comes again.</param>
    public Task SendJson(string name, ReadOnlySpan<byte> data, string id)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"id: {id}\nevent: {name}\ndata: "), .. data, (byte)'\n', (byte)'\n'];
        return Write(bytes);
    }

    public Task Send<T>(string name, T data, string id) => SendJson(name, JsonSerializer.SerializeToUtf8Bytes(data, StudioJson.Options), id);

    /// <summary>Keeps the connection, and finds out whether the client is still there.</summary>
    public Task Comment() => Write(": still here\n\n"u8.ToArray());

    /// <exception cref="OperationCanceledException">The client is gone, or reads too slowly.</exception>
    private async Task Write(byte[] bytes)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        time.CancelAfter(Patience);
        await context.Response.Body.WriteAsync(bytes, time.Token);
        await context.Response.Body.FlushAsync(time.Token);
    }
}
