using Saccade.Editing.Timelines;
using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>Which transitions an editor uses, on all tracks of pictures.</summary>
/// <param name="Transitions">How many.</param>
/// <param name="Cuts">How many cuts there are on those tracks.</param>
/// <param name="ShareOfCuts">How many of them have a transition.</param>
/// <param name="Fades">Transitions at the end of a clip with nothing beside it: fades from or to nothing.</param>
/// <param name="Kinds">Each kind, the commonest first.</param>
public sealed record TransitionHabits(int Transitions, int Cuts, Interval ShareOfCuts, int Fades, IReadOnlyList<TransitionKind> Kinds)
{
    internal static TransitionHabits Of(IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var all = projects.SelectMany(p => p.Timelines).SelectMany(t => t.Tracks).SelectMany(t => t.Transitions).ToArray();
        var tracks = projects.Select(p => p.Timelines.SelectMany(t => t.Tracks).ToArray()).ToArray();
        double[] cuts = [.. tracks.Select(p => (double)p.Sum(t => t.Shots.Count(s => s.Cut is not null)))], dissolved = [.. tracks.Select(p => (double)p.Sum(OverCuts))];
        return new TransitionHabits(
            all.Length, (int)cuts.Sum(), bootstrap.OfRatio(dissolved, cuts), all.Length - (int)dissolved.Sum(),
            [.. all.GroupBy(NameOf).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new TransitionKind(g.Key, g.Count(), (double)g.Count() / all.Length, Spread.Of(g.Select(t => t.Duration.Value))))]);
    }

    /// <summary>How many of its cuts have a transition.</summary>
    internal static int OverCuts(EditedTrack track)
    {
        var cuts = track.Shots.Where(s => s.Cut is not null).Select(s => s.Clip.Start).ToHashSet();
        return track.Transitions.Count(t => cuts.Contains(t.Cut));
    }

    // The id before the name: names are in the editor's language.
    private static string NameOf(Transition transition) =>
        transition.Effect is { Id.Length: > 0 } effect && !effect.Id.Contains('/') ? effect.Id : transition.Effect?.Name is { Length: > 0 } name ? name : transition.Name.Length > 0 ? transition.Name : "unnamed";
}

/// <param name="Name">The effect's id, or its name where the id says nothing.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">Of all transitions.</param>
/// <param name="Seconds">How long.</param>
public sealed record TransitionKind(string Name, int Count, double Share, Spread Seconds);
