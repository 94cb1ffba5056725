using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Saccade.Studio.Serving;

/// <summary>Round every request: counts it, and answers with a problem document where it went wrong.</summary>
/// <param name="guard">Lets it through.</param>
/// <param name="metrics">Hears of every request.</param>
internal sealed class RequestLog(RequestGuard guard, ServiceMetrics metrics)
{
    private const int ClientLeft = 499;

    public async Task Handle(HttpContext context, RequestDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        var code = ClientLeft;
        try
        {
            if (await guard.Run(context, next) is { } problem)
                await RequestGuard.Refuse(context, problem);
            code = context.RequestAborted.IsCancellationRequested ? ClientLeft : context.Response.StatusCode;
        }
        catch (Exception failure) when (context.RequestAborted.IsCancellationRequested || failure is OperationCanceledException)
        {
            // Nobody is there to be told.
        }
        finally
        {
            metrics.Count((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other", code, Stopwatch.GetElapsedTime(began));
        }
    }
}
