using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>
/// Trained models behind HTTP. <c>/openapi.json</c> says what can be asked. Each model answers one request at a time (each of its copies does); a bounded number waits, the rest is told to come
/// again. Files live in a private folder for as long as their request.
/// </summary>
public sealed class InferenceService : IAsyncDisposable
{
    // Beyond the requests that are worked on, for those that only look.
    private const int SpareConnections = 512;

    private readonly PrivateFolder folder = PrivateFolder.Create();
    private readonly ServiceOptions options;
    private readonly ModelDirectory models;
    private readonly Admission admission;
    private readonly WebApplication host;

    private InferenceService(ApplicationList applications, ServiceOptions options, Action<string> failed)
    {
        this.options = options;
        try
        {
            models = new(applications, options);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
        admission = new(options.MaxConcurrent);
        host = Host(failed);
    }

    /// <summary>Where it answers; with the real port.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where the files of requests lie.</summary>
    internal string Folder => folder.Path;

    /// <summary>What it answers.</summary>
    internal IEnumerable<RouteEndpoint> Routes => host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    /// <summary>Loads the models and begins to answer.</summary>
    /// <param name="applications">Those that the runs may be of.</param>
    /// <param name="options">What is served, and where.</param>
    /// <param name="failed">Hears of failures that are no client's fault, in one line; on any thread.</param>
    /// <exception cref="RunException">A run cannot be used, two have one id, a token is missing, or the port is not to be had.</exception>
    public static async Task<InferenceService> StartAsync(ApplicationList applications, ServiceOptions options, Action<string> failed)
    {
        if (options.Token is null && !IPAddress.IsLoopback(options.Host))
            throw new RunException($"{options.Host}: others can reach it, so a token is wanted: give --token-file FILE or set {BearerToken.Variable}");
        var service = new InferenceService(applications, options, failed);
        try
        {
            service.Address = await new HttpHost(options.Host, options.Port).Start(service.host);
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
        return service;
    }

    /// <summary>Takes no new work, finishes what is there (for at most as long as one request may take), and tells <c>/health/ready</c>; still answers who asks.</summary>
    public Task DrainAsync() => Task.WhenAny(admission.Drain(), Task.Delay(options.Timeout));

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
        models.Dispose();
        folder.Dispose();
    }

    private WebApplication Host(Action<string> failed)
    {
        var app = new HttpHost(options.Host, options.Port).Build(limits =>
        {
            limits.MaxRequestBodySize = options.MaxRequestBytes;
            limits.MaxConcurrentConnections = options.MaxConcurrent + SpareConnections;
        });
        var metrics = new ServiceMetrics(models, admission);
        app.Use((context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; return next(context); });
        app.UseRouting();
        app.Use(new RequestLog(new(new Gatekeeper(options.Token, options.Host).Check, "GET /openapi.json describes what there is", failed), metrics).Handle);
        Map(app, metrics);
        return app;
    }

    private void Map(IEndpointRouteBuilder routes, ServiceMetrics metrics)
    {
        Look(routes, "/v1/models", context => Json(context, new JsonObject { ["models"] = new JsonArray([.. models.All.Select(m => m.Description.DeepClone())]) }));
        Look(routes, "/v1/models/{id}", context => Json(context, models.Of(context).Description));
        routes.MapPost("/v1/models/{id}/predict", new PredictEndpoint(models, admission, folder, options.Timeout, alwaysDraws: false).Handle);
        routes.MapPost("/v1/models/{id}/explain", new ExplainEndpoint(models, admission, folder, options.Timeout).Handle);
        Look(routes, "/health/live", context => Json(context, new JsonObject { ["status"] = "live" }));
        Look(routes, "/health/ready", context => admission.IsDraining ? throw new ProblemException(503, "the service is going down") : Json(context, new JsonObject { ["status"] = "ready" }));
        Look(routes, "/metrics", context => Text(context, ServiceMetrics.MediaType, metrics.Text()));
        Look(routes, "/openapi.json", context => Text(context, "application/json", ApiDescription.Text));
    }

    // Probes mostly ask for the head alone, which Kestrel makes of the same answer.
    private static void Look(IEndpointRouteBuilder routes, string pattern, RequestDelegate answer) => routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], answer);

    private static Task Json(HttpContext context, JsonObject answer) => Text(context, "application/json", answer.ToJsonString(RunJson.Line));

    private static Task Text(HttpContext context, string mediaType, string text)
    {
        context.Response.ContentType = mediaType;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
