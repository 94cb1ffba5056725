namespace Saccade.Editing.Style;

/// <summary>A number that says how one project is cut.</summary>
/// <param name="Name">Stable, for machines.</param>
/// <param name="Heading">For people.</param>
/// <param name="LeastDifference">A smaller one from the other projects nobody would call unusual.</param>
/// <param name="Of">The number of a project, given the track on which shots are counted; NaN where it has none.</param>
internal sealed record ProjectMeasure(string Name, string Heading, double LeastDifference, Func<EditedProject, int, double> Of)
{
    public const string CutsPerMinute = "cuts_per_minute", MedianShot = "median_shot_seconds", Layers = "pictures_at_once", MovesPerMinute = "moves_per_minute";
    public const string TransitionShare = "transition_share", SpeedShare = "speed_share";

    public static IReadOnlyList<ProjectMeasure> All { get; } =
    [
        new(CutsPerMinute, "cuts a minute", 1, (p, main) => p.Timelines.Sum(t => Cuts(t.Track(main))) / p.Minutes),
        new(MedianShot, "middle shot length", 0.25, (p, main) => Spread.Of(p.Timelines.SelectMany(t => t.Track(main)?.Shots ?? []).Select(s => s.Length)).Median),
        new(Layers, "pictures at once", 0.25, (p, _) => p.Timelines.Sum(t => t.Tracks.Sum(k => k.SecondsOn)) / p.Duration),
        new(MovesPerMinute, "moves a minute", 1, (p, _) => p.Timelines.Sum(t => MoveFinder.In(t).Count()) / p.Minutes),
        new(TransitionShare, "cuts with a transition", 0.05, (p, _) => Share(p.Timelines.SelectMany(t => t.Tracks).Sum(TransitionHabits.OverCuts), p.Timelines.SelectMany(t => t.Tracks).Sum(Cuts))),
        new(SpeedShare, "clips with another speed", 0.05, (p, _) => Share(p.Timelines.SelectMany(t => t.Tracks).Sum(k => k.Clips.Count(c => c.Speed is not null)), p.Timelines.SelectMany(t => t.Tracks).Sum(k => k.Clips.Count))),
    ];

    private static int Cuts(EditedTrack? track) => track?.Shots.Count(s => s.Cut is not null) ?? 0;

    private static double Share(int part, int all) => all == 0 ? double.NaN : (double)part / all;
}
