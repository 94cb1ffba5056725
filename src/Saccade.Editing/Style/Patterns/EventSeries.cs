namespace Saccade.Editing.Style.Patterns;

/// <summary>All that happens in one way on one track of one timeline.</summary>
/// <param name="Key">On which track, and what.</param>
/// <param name="Times">Seconds, rising.</param>
/// <param name="Targets">What each leads to, such as <c>150 %</c>; empty where that means nothing.</param>
internal sealed record EventSeries(EventKey Key, double[] Times, string[] Targets)
{
    private const double LeastRatio = 1.02; // a picture that is 2 % larger after a cut was made so

    /// <summary>Everything that happens after the first and before the last frame: that a timeline begins and ends says nothing about habits.</summary>
    public static IReadOnlyDictionary<EventKey, EventSeries> In(EditedTimeline timeline)
    {
        var events = new List<(EventKey Key, double Time, string Target)>();
        foreach (var track in timeline.Tracks)
        {
            void Add(TrackEvent kind, double time, string target = "") => events.Add((new EventKey(track.Number, kind), time, target));
            foreach (var (i, shot) in track.Shots.Index())
            {
                Add(shot.Cut is null ? TrackEvent.Appears : TrackEvent.Cuts, shot.Start);
                if (shot.ScaleRatio is > LeastRatio or < 1 / LeastRatio)
                    Add(shot.ScaleRatio > 1 ? TrackEvent.ZoomsIn : TrackEvent.ZoomsOut, shot.Start, Percent(Placement.At(shot.Clip, 0).Scale));
                if (i + 1 == track.Shots.Count || track.Shots[i + 1].Cut is null)
                    Add(TrackEvent.Disappears, shot.End);
            }
            foreach (var move in track.Clips.SelectMany(c => MoveFinder.In(c, track.Number)))
                Add(EventOf(move.Kind), move.Start, TargetOf(move));
        }
        return events.Where(e => e.Time > timeline.Frame / 2 && e.Time < timeline.Duration - (timeline.Frame / 2)).GroupBy(e => e.Key).ToDictionary(g => g.Key, g =>
        {
            // Two sides of a crop that begin to move at once are one event.
            var sorted = g.OrderBy(e => e.Time).ToArray();
            var kept = sorted.Where((e, i) => i == 0 || e.Time - sorted[i - 1].Time > timeline.Frame / 2).ToArray();
            return new EventSeries(g.Key, [.. kept.Select(e => e.Time)], [.. kept.Select(e => e.Target)]);
        });
    }

    private static TrackEvent EventOf(MoveKind kind) => kind switch
    {
        MoveKind.ZoomIn => TrackEvent.ZoomsIn,
        MoveKind.ZoomOut => TrackEvent.ZoomsOut,
        MoveKind.Position => TrackEvent.Moves,
        MoveKind.Crop => TrackEvent.ChangesCrop,
        MoveKind.Rotation => TrackEvent.Turns,
        MoveKind.FadeIn => TrackEvent.FadesIn,
        _ => TrackEvent.FadesOut,
    };

    private static string TargetOf(Move move) => move.Kind switch
    {
        MoveKind.ZoomIn or MoveKind.ZoomOut or MoveKind.FadeIn or MoveKind.FadeOut => Percent(move.To.X),
        MoveKind.Rotation => FormattableString.Invariant($"{Math.Round(move.To.X)} degrees"),
        _ => "",
    };

    private static string Percent(double value) => FormattableString.Invariant($"{Math.Round(value)} %");
}

/// <summary>What happens, and on which track (from 1).</summary>
public readonly record struct EventKey(int Track, TrackEvent Event);
