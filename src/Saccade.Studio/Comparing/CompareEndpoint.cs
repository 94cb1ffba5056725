using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Saccade.Studio.Hosting;
using Saccade.Studio.Runs;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Comparing;

/// <summary><c>/api/compare</c>: runs beside each other. One comparison is computed at a time, and the last few are kept for as long as the runs stay as they are.</summary>
internal sealed class CompareEndpoint(RunIndex runs, ApplicationList applications) : IDisposable
{
    private const int MostRuns = 20;
    private const int MostKept = 8;

    private readonly RunComparison comparison = new(applications);
    private readonly SemaphoreSlim turn = new(1);
    private readonly LinkedList<(string Key, ComparePage Page)> kept = new();

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/compare", Get);

    public void Dispose() => turn.Dispose();

    private async Task Get(HttpContext context)
    {
        var asked = IdsIn(context.Request.QueryString).Distinct().Select(runs.Of).ToArray();
        if (asked.Length is 0 or > MostRuns)
            throw new ProblemException(400, $"?runs= names from 1 to {MostRuns} runs, with commas between them");
        var key = string.Join('\n', asked.Select(r => $"{r.Path} {Time(r.Path, "run.json")} {Time(r.Path, "evidence.json")}"));
        await turn.WaitAsync(context.RequestAborted);
        try
        {
            var found = kept.FirstOrDefault(k => k.Key == key).Page ?? await Task.Run(() => comparison.Of(asked));
            kept.Remove((key, found));
            kept.AddFirst((key, found));
            if (kept.Count > MostKept)
                kept.RemoveLast();
            await StudioJson.Write(context, found with { Runs = [.. asked.Select(r => r.Row)] });
        }
        finally
        {
            turn.Release();
        }
    }

    // Commas stand between names, and encoded in them.
    private static IEnumerable<string> IdsIn(QueryString query) => (query.Value ?? "").TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith("runs=", StringComparison.Ordinal)) is { } list
        ? list["runs=".Length..].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString) : [];

    private static long Time(string path, string name) => File.GetLastWriteTimeUtc(Path.Combine(path, name)).Ticks;
}
