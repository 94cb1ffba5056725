using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Saccade.Studio.Hosting;
using Saccade.Studio.Serving;

namespace Saccade.Studio.Pages;

/// <summary>What browsers get: assets, the one document for every other path (the pages route themselves), and the form to sign in with.</summary>
internal sealed class PageEndpoints(StudioGate gate)
{
    private const string Policy = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private const int MostFormBytes = 8192;

    private static readonly TimeSpan PauseAfterWrong = TimeSpan.FromSeconds(1);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{**path}", Get);
        routes.MapPost("/login", SignIn);
    }

    /// <summary>Headers of everything that Studio sends; what is sent may set others.</summary>
    public static Task Protect(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    }

    private async Task Get(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
            throw new ProblemException(404, $"there is no {context.Request.Path}");
        if (await PageFiles.Send(context))
            return;
        await Html(context, gate.IsKnown(context) ? 200 : 401, gate.IsKnown(context) ? PageFiles.DocumentWith(gate.PageToken) : PlainPage.SignIn(wasWrong: false));
    }

    private async Task SignIn(HttpContext context)
    {
        if (context.Request.ContentLength is not <= MostFormBytes)
            throw new ProblemException(400, "the body has to be the form of the page to sign in with");
        var form = await StudioForm.Read(context, MostFormBytes);
        if (gate.SignIn(context, ((string?)form["token"] ?? "").Trim()))
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (StatusCodes.Status303SeeOther, "/");
            return;
        }
        await Task.Delay(PauseAfterWrong, context.RequestAborted);
        await Html(context, StatusCodes.Status401Unauthorized, PlainPage.SignIn(wasWrong: true));
    }

    private static Task Html(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
