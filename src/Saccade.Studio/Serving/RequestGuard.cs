using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Saccade.Studio.Serving;

/// <summary>Round the work on a request: asks first who is there, and makes a problem of whatever goes wrong.</summary>
/// <param name="check">Is asked first; throws for those who may not ask.</param>
/// <param name="whereToLook">Told to those who ask for what there is not.</param>
/// <param name="failed">Hears of failures that are nobody's fault but ours, in one line.</param>
internal sealed class RequestGuard(Action<HttpContext> check, string whereToLook, Action<string> failed)
{
    /// <returns>Null when all went well, or when there is nothing to add to what has been said.</returns>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public async Task<ProblemException?> Run(HttpContext context, RequestDelegate next)
    {
        const int DiskFull = 28; // ENOSPC
        try
        {
            check(context);
            RefuseTooLong(context);
            await next(context);
            // Routing says no without a word.
            return context.Response.StatusCode < 400 || context.Response.HasStarted ? null
                : new ProblemException(context.Response.StatusCode, $"{context.Request.Method} {context.Request.Path}: {ReasonPhrases.GetReasonPhrase(context.Response.StatusCode).ToLowerInvariant()}; {whereToLook}");
        }
        catch (ProblemException problem)
        {
            return problem;
        }
        catch (BadHttpRequestException bad)
        {
            return new(bad.StatusCode, bad.StatusCode == StatusCodes.Status408RequestTimeout ? "the body came too slowly" : bad.Message.TrimEnd('.'));
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

    // Kestrel would break off the connection of a client that is still sending, which then may hear of nothing but that. Without a limit it reads on for a moment, and throws away.
    private static void RefuseTooLong(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { MaxRequestBodySize: { } most } feature || context.Request.ContentLength is not { } length || length <= most)
            return;
        feature.MaxRequestBodySize = null;
        throw new ProblemException(413, $"the body has {length} bytes; at most {most} are taken");
    }

    /// <summary>Tells the client. Once an answer has begun it can only be broken off, which every client notices.</summary>
    public static Task Refuse(HttpContext context, ProblemException problem)
    {
        if (!context.Response.HasStarted)
            return ProblemDocument.Write(context, problem);
        context.Abort();
        return Task.CompletedTask;
    }
}
