using System.Net;
using Microsoft.AspNetCore.Builder;
using Saccade.Studio.Comparing;
using Saccade.Studio.Corrections;
using Saccade.Studio.Curves;
using Saccade.Studio.Events;
using Saccade.Studio.Jobs;
using Saccade.Studio.Pages;
using Saccade.Studio.Runs;
using Saccade.Studio.Serving;
using Saccade.Studio.Trying;
using Saccade.Training;

namespace Saccade.Studio.Hosting;

/// <summary>Studio: the runs of a folder in a browser, and all that its pages ask for below <c>/api/</c>. Keeps what is its own in <c>.studio/</c> there; runs are read as they are.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    private const int MostConnections = 512;
    private const long MostBodyBytes = 512L << 20;

    private const int MostQuestions = 32;

    private readonly StudioFolder folder;
    private readonly PrivateFolder uploads = PrivateFolder.Create();
    private readonly RunIndex runs;
    private readonly CompareEndpoint comparing;
    private readonly JobQueue jobs;
    private readonly LoadedModels models;
    private readonly WebApplication host;

    private StudioServer(ApplicationList applications, StudioOptions options, Action<string> tell)
    {
        folder = new(options.Runs);
        var marks = new RunMarks(folder, tell);
        runs = new RunIndex(folder, new RunReader(applications, options.Time), marks);
        var gate = new StudioGate(options.Token, options.Host);
        host = new HttpHost(options.Host, options.Port).Build(limits => (limits.MaxConcurrentConnections, limits.MaxRequestBodySize) = (MostConnections, MostBodyBytes));
        var guard = new RequestGuard(gate.Check, "docs/studio.md says what there is", tell);
        host.Use(PageEndpoints.Protect);
        host.UseRouting();
        host.Use(async (context, next) =>
        {
            try
            {
                if (await guard.Run(context, next) is { } problem)
                    await RequestGuard.Refuse(context, problem);
            }
            catch (Exception failure) when (context.RequestAborted.IsCancellationRequested || failure is OperationCanceledException)
            {
                // Nobody is there to be told.
            }
        });
        new RunEndpoints(folder, runs, marks).Map(host);
        new CurveEndpoint(runs).Map(host);
        new EventEndpoint(runs, host.Lifetime.ApplicationStopping).Map(host);
        comparing = new(runs, applications);
        comparing.Map(host);
        jobs = new(folder, options.Program, options.Jobs, tell);
        new JobEndpoints(folder, runs, jobs, applications, new(options.Recipes), options.Time).Map(host);
        new CorrectionEndpoints(folder, runs, jobs, new(folder, tell), uploads, options.FewestCorrections, options.Time).Map(host);
        models = new(runs, applications);
        var admission = new Admission(MostQuestions);
        host.MapPost("/api/runs/{id}/predict", new PredictEndpoint(models, admission, uploads, options.Timeout, alwaysDraws: true).Handle);
        host.MapPost("/api/runs/{id}/explain", new ExplainEndpoint(models, admission, uploads, options.Timeout).Handle);
        new SettingsEndpoint(folder, options.Token is not null).Map(host);
        new PageEndpoints(gate).Map(host);
    }

    /// <summary>Where it answers; with the real port.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Why it only shows and starts nothing; null: it does.</summary>
    public string? Refusal => folder.Refusal;

    /// <summary>Begins to answer.</summary>
    /// <param name="applications">Those that runs may be of.</param>
    /// <param name="options">What is shown, and where.</param>
    /// <param name="tell">Hears of what is no client's fault, in one line; on any thread.</param>
    /// <exception cref="RunException">The folder cannot be used, a token is missing, or the port is not to be had.</exception>
    public static async Task<StudioServer> StartAsync(ApplicationList applications, StudioOptions options, Action<string> tell)
    {
        if (options.Token is null && !IPAddress.IsLoopback(options.Host))
            throw new RunException($"{options.Host}: others can reach it, so a token is wanted: give --token-file FILE or set {BearerToken.Variable}");
        var studio = new StudioServer(applications, options, tell);
        try
        {
            studio.Address = await new HttpHost(options.Host, options.Port).Start(studio.host);
            _ = Task.Run(studio.runs.Rows); // while the browser loads the page
        }
        catch
        {
            await studio.DisposeAsync();
            throw;
        }
        return studio;
    }

    public async ValueTask DisposeAsync()
    {
        await jobs.DisposeAsync();
        await host.StopAsync();
        await host.DisposeAsync();
        comparing.Dispose();
        models.Dispose();
        uploads.Dispose();
        folder.Dispose();
    }
}
