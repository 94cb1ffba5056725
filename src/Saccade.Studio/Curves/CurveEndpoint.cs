using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Saccade.Studio.Hosting;
using Saccade.Studio.Runs;
using Saccade.Studio.Serving;
using Saccade.Training;

namespace Saccade.Studio.Curves;

/// <summary><c>/api/runs/{id}/curves</c>: curves of a run's journal, downsampled.</summary>
internal sealed class CurveEndpoint(RunIndex runs)
{
    private const int UsualPoints = 800;
    private const int MostPoints = 10_000;
    private const long MostNumbers = 32_000_000;

    private readonly RecentJournals<JournalCurves> curves = new(path => new(path), journal => journal.Size, MostNumbers);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/runs/{id}/curves", Get);

    private Task Get(HttpContext context)
    {
        var query = context.Request.Query;
        var names = ((string?)query["names"] ?? SeriesNames.Loss).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var points = (int)(Number("points", 1, MostPoints) ?? UsualPoints);
        var (from, to) = (Number("from", 0, long.MaxValue - 1), Number("to", 0, long.MaxValue - 1));
        if (from > to)
            throw new ProblemException(400, $"?from={from} lies behind ?to={to}");
        var (_, path) = runs.Of(context);
        try
        {
            return StudioJson.Write(context, curves.Of(Path.Combine(path, "journal.jsonl")).Ask(names, points, from, to));
        }
        catch (RunException unreadable)
        {
            throw new ProblemException(422, unreadable.Message.Replace(path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        }

        long? Number(string name, long least, long most) => (string?)query[name] switch
        {
            null or "" => null,
            var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
            _ => throw new ProblemException(400, $"?{name} has to be a whole number{(most == MostPoints ? $" from {least} to {most}" : "")}"),
        };
    }
}
