using Saccade.Editing.Timelines;
using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>How an editor moves the pictures of one track by keyframes, in one way.</summary>
/// <param name="Track">Its number, from 1.</param>
/// <param name="Kind">The way.</param>
/// <param name="Moves">How many.</param>
/// <param name="Projects">In how many projects.</param>
/// <param name="PerMinute">Moves a minute, of all projects together.</param>
/// <param name="ClipShare">Of the track's clips, how many move so at least once.</param>
/// <param name="From">Values at the beginning that are used most: X (and for positions Y); percent, degrees or parts of the frame.</param>
/// <param name="To">Values at the end that are used most.</param>
/// <param name="Seconds">How long a move takes; 0 for a jump.</param>
/// <param name="AfterClipSeconds">How long after its clip's start it begins.</param>
public sealed record MoveHabits(
    int Track, MoveKind Kind, int Moves, int Projects, Interval PerMinute, double ClipShare, IReadOnlyList<Usual<Pair>> From, IReadOnlyList<Usual<Pair>> To,
    Spread Seconds, Spread AfterClipSeconds)
{
    private const int Named = 3;

    internal static IReadOnlyList<MoveHabits> Of(IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var moves = projects.Index().SelectMany(p => p.Item.Timelines.SelectMany(MoveFinder.In).Select(m => (Move: m, p.Index))).ToArray();
        return [.. moves.GroupBy(m => (m.Move.Track, m.Move.Kind)).OrderBy(g => g.Key.Track).ThenBy(g => g.Key.Kind)
            .Select(g => Of(g.Key.Track, g.Key.Kind, [.. g], projects, bootstrap))];
    }

    private static MoveHabits Of(int track, MoveKind kind, (Move Move, int Project)[] moves, IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var clips = projects.SelectMany(p => p.Timelines).Select(t => t.Track(track)).OfType<EditedTrack>().SelectMany(t => t.Clips).ToArray();
        var perProject = new double[projects.Count];
        foreach (var (_, project) in moves)
            perProject[project]++;
        return new MoveHabits(
            track, kind, moves.Length, perProject.Count(n => n > 0),
            bootstrap.OfRatio(perProject, [.. projects.Select(p => p.Minutes)]),
            (double)clips.Count(c => MoveFinder.In(c, track).Any(m => m.Kind == kind)) / clips.Length,
            Usuals.Of(moves.Select(m => Rounded(kind, m.Move.From)), Named),
            Usuals.Of(moves.Select(m => Rounded(kind, m.Move.To)), Named),
            Spread.Of(moves.Select(m => m.Move.Length)),
            Spread.Of(moves.Select(m => m.Move.AfterClip)));
    }

    /// <summary>To whole percents and degrees, and hundredths of the frame.</summary>
    internal static Pair Rounded(MoveKind kind, Pair value)
    {
        var digits = kind == MoveKind.Position ? 2 : 0;
        return new Pair(Math.Round(value.X, digits) + 0.0, Math.Round(value.Y, digits) + 0.0);
    }
}
