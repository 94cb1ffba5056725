using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Saccade.Studio.Serving;

/// <summary>How long a request's client is willing to wait, and the service to work: until it leaves or the time is over.</summary>
internal sealed class RequestTime : IDisposable
{
    private readonly HttpContext context;
    private readonly CancellationTokenSource source;
    private readonly TimeSpan limit;

    public RequestTime(HttpContext context, TimeSpan limit)
    {
        (this.context, this.limit) = (context, limit);
        source = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        source.CancelAfter(limit);
    }

    public CancellationToken Token => source.Token;

    /// <summary>The client cannot be told any more: nothing else need be done for it.</summary>
    public void GiveUp() => source.Cancel();

    /// <summary>Does a part of the request's work.</summary>
    /// <param name="part">The work; it ends with <see cref="Token"/>.</param>
    /// <param name="status">What it is called when its time is over.</param>
    /// <param name="reason">In words, after the number of seconds.</param>
    /// <exception cref="ProblemException">The time is over.</exception>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public async Task<T> Within<T>(Task<T> part, int status, string reason)
    {
        try
        {
            return await part;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(status, $"the {limit.TotalSeconds:0.#} seconds that a request may take are over: {reason}") { RetryAfter = status == StatusCodes.Status503ServiceUnavailable ? 5 : null };
        }
    }

    /// <summary>
    /// Says in the answer how long a part of the request took, as browsers and proxies read it (W3C Server Timing): before the answer begins, and on the thread of the request, whose headers they are.
    /// </summary>
    /// <param name="part">A word.</param>
    /// <param name="taken">How long.</param>
    public void Tell(string part, TimeSpan taken) =>
        context.Response.Headers.Append("Server-Timing", string.Create(CultureInfo.InvariantCulture, $"{part};dur={taken.TotalMilliseconds:0.###}"));

    public void Dispose() => source.Dispose();
}
