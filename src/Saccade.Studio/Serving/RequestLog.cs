using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Saccade.Studio.Serving;

/// <summary>Round every request: counts it, and makes a problem document of whatever went wrong.</summary>
/// <param name="gatekeeper">Is asked first.</param>
/// <param name="metrics">Hears of every request.</param>
/// <param name="failed">Hears of failures that are nobody's fault but ours, in one line.</param>
internal sealed class RequestLog(Gatekeeper gatekeeper, ServiceMetrics metrics, Action<string> failed)
{
    private const int ClientLeft = 499;

    public async Task Handle(HttpContext context, RequestDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        var code = ClientLeft;
        try
        {
            if (await Failure(context, next) is { } problem)
                await Refuse(context, problem);
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

    private async Task<ProblemException?> Failure(HttpContext context, RequestDelegate next)
    {
        const int DiskFull = 28; // ENOSPC
        try
        {
            gatekeeper.Check(context);
            await next(context);
            // Routing says no without a word.
            return context.Response.StatusCode < 400 || context.Response.HasStarted ? null
                : new ProblemException(context.Response.StatusCode, $"{context.Request.Method} {context.Request.Path}: {ReasonPhrases.GetReasonPhrase(context.Response.StatusCode).ToLowerInvariant()}; GET /openapi.json describes what there is");
        }
        catch (ProblemException problem)
        {
            return problem;
        }
        catch (BadHttpRequestException bad)
        {
            return new(bad.StatusCode, bad.Message.TrimEnd('.'));
        }
        catch (IOException full) when (full.HResult == DiskFull)
        {
            return new(503, "the disk is full; come again later") { RetryAfter = 60 };
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            failed($"{context.Request.Method} {context.Request.Path}: {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}");
            return new(500, "an error of the service, not of the request");
        }
    }

    // Once an answer has begun it can only be broken off, which every client notices.
    private static Task Refuse(HttpContext context, ProblemException problem)
    {
        if (!context.Response.HasStarted)
            return ProblemDocument.Write(context, problem);
        context.Abort();
        return Task.CompletedTask;
    }
}
