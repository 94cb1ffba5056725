using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Saccade.Studio.Runs;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Events;

/// <summary>
/// <c>/api/events</c>: rows as they change; of one run also the lines that its journal and its console get. A client that comes again says where it was and loses nothing; where that is no place any more
/// it is told to load anew.
/// </summary>
/// <param name="runs">Where rows come from.</param>
/// <param name="stopping">Ends all streams.</param>
internal sealed class EventEndpoint(RunIndex runs, CancellationToken stopping)
{
    private const int MostStreams = 64;
    private const string NoPlace = "rows";

    private static readonly TimeSpan FilesInterval = TimeSpan.FromMilliseconds(250), RowsInterval = TimeSpan.FromSeconds(1), QuietInterval = TimeSpan.FromSeconds(15);

    private readonly Admission admission = new(MostStreams);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/events", Follow);

    private async Task Follow(HttpContext context)
    {
        using var inside = admission.Enter();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var folder = (string?)context.Request.Query["run"] is { Length: > 0 } id ? runs.Of(id).Path : null;
        var seen = (string?)context.Request.Headers["Last-Event-ID"];
        var stream = new EventStream(context);
        try
        {
            // One that comes again may have missed anything; a new one has just loaded its rows.
            await stream.Comment();
            var version = await SendRows(stream, seen is null ? runs.Lately() : 0, seen ?? NoPlace);
            await (folder is null ? FollowRows(stream, version, end.Token) : FollowRun(stream, version, folder, seen is null or NoPlace ? context.Request.Query["place"] : seen, end.Token));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    private async Task FollowRows(EventStream stream, long version, CancellationToken end)
    {
        var spoke = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(RowsInterval, end);
            var next = await SendRows(stream, version, NoPlace);
            spoke = next != version ? Stopwatch.GetTimestamp() : spoke;
            version = next;
            spoke = await Breathe(stream, spoke);
        }
    }

    private async Task FollowRun(EventStream stream, long version, string folder, string? place, CancellationToken end)
    {
        var (journal, console) = (new FollowedFile(Path.Combine(folder, "journal.jsonl")), new FollowedFile(Path.Combine(folder, RunFiles.Console)));
        console.GoToEnd();
        var isThere = place is null;
        if (isThere)
            journal.GoToEnd();
        else
            isThere = journal.GoTo(place!);
        // So that whoever is cut off before anything happens knows where it was.
        await stream.SendJson(isThere ? "entries" : "reset", isThere ? "{\"entries\":[]}"u8 : "{}"u8, journal.Place);
        var (spoke, rows) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (true)
        {
            await Task.Delay(FilesInterval, end);
            if (Next(journal, "entries", areJson: true, out var isSame) is { } entries)
                await Say("entries", entries);
            else if (!isSame)
                await Say("reset", "{}"u8.ToArray());
            if (Next(console, "lines", areJson: false, out _) is { } lines)
                await Say("console", lines);
            if (Stopwatch.GetElapsedTime(rows) >= RowsInterval)
            {
                (version, rows) = (await SendRows(stream, version, journal.Place), Stopwatch.GetTimestamp());
                spoke = await Breathe(stream, spoke);
            }
        }

        Task Say(string name, byte[] data)
        {
            spoke = Stopwatch.GetTimestamp();
            return stream.SendJson(name, data, journal.Place);
        }
    }

    // A file that cannot be read at this moment may be readable at the next.
    private static byte[]? Next(FollowedFile file, string name, bool areJson, out bool isSame)
    {
        try
        {
            return file.Next(name, areJson, out isSame);
        }
        catch (RunException)
        {
            isSame = true;
            return null;
        }
    }

    private async Task<long> SendRows(EventStream stream, long version, string place)
    {
        var (now, changed, removed) = runs.Since(version);
        if (changed.Count > 0 || removed.Count > 0)
            await stream.Send("rows", new { Rows = changed, Removed = removed }, place);
        return now;
    }

    private static async Task<long> Breathe(EventStream stream, long spoke)
    {
        if (Stopwatch.GetElapsedTime(spoke) < QuietInterval)
            return spoke;
        await stream.Comment();
        return Stopwatch.GetTimestamp();
    }
}
