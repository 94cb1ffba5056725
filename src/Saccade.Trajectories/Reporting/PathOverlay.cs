using Saccade.Report;
using Saccade.Training;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Reporting;

/// <summary>
/// Lines over a clip's first view, in its pixels: the ball's true path with a dot for each frame to come, and a ring where the model says that the ball is last, with its
/// forecast dashed. Sharp at any size, since the page draws them.
/// </summary>
internal static class PathOverlay
{
    // Of a clip of 64 pixels; others in proportion.
    private const double Stroke = 0.55, Dot = 0.8, LastRing = 2.4;

    public static Html Of(ClipOptions options, ClipTruth truth, SampleOutput output)
    {
        if (!options.HasPositions)
            return Html.Empty;
        var unit = options.Size / 64.0;
        var path = truth.PositionPixels.AsSpan(0, options.Positions).ToArray();
        return Html.Of($"""
            <g class="truth" stroke-width="{unit * Stroke:0.###}">{Line(path)}{path[(options.Frames - 1)..].Select(p => Circle(p, unit * Dot))}</g>{Said(options, output, unit)}
            """);
    }

    private static Html Said(ClipOptions options, SampleOutput output, double unit)
    {
        if (output.PredictedPosition.Count != 3)
            return Html.Empty;
        var camera = Camera.For(options.Projection, options.Views, options.Size)[0];
        var places = output.PredictedPosition.Concat(output.PredictedPath).Chunk(3).Select(p => camera.See(new(p[0], p[1], p[2])).Centre).Where(IsPlace).ToArray();
        return places.Length == 0 ? Html.Empty : Html.Of($"""
            <g class="said" stroke-width="{unit * Stroke:0.###}" stroke-dasharray="{unit * 1.6:0.##} {unit:0.##}">{Line(places)}<circle cx="{places[0].X:0.#}" cy="{places[0].Y:0.#}" r="{unit * LastRing:0.##}" stroke-dasharray="none"/>{places[1..].Select(p => Circle(p, unit * Dot))}</g>
            """);
    }

    private static Html Line(PositionPixels[] places) => Html.Of($"""<polyline points="{string.Join(' ', places.Select(p => FormattableString.Invariant($"{p.X:0.#},{p.Y:0.#}")))}"/>""");

    private static Html Circle(PositionPixels place, double radius) => Html.Of($"""<circle class="spot" cx="{place.X:0.#}" cy="{place.Y:0.#}" r="{radius:0.##}"/>""");

    // What a model says may be anything.
    private static bool IsPlace(PositionPixels place) => double.IsFinite(place.X) && double.IsFinite(place.Y);
}
