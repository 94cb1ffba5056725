using Saccade.Editing.Style.Patterns;

namespace Saccade.Editing.Style;

/// <summary>
/// How an editor cuts, from timelines alone, with nothing trained. Times are seconds; intervals are of 95 % over projects and have no bounds (NaN) where there is only one
/// project; a project is a file.
/// </summary>
/// <param name="Projects">Files that were counted.</param>
/// <param name="Timelines">Sequences in them.</param>
/// <param name="Clips">Clips of pictures that are on.</param>
/// <param name="Seconds">All timelines together.</param>
/// <param name="FrameAspect">Width by height of the frame that most timelines have.</param>
/// <param name="LeftOut">Files that were not counted.</param>
/// <param name="Rhythm">How fast.</param>
/// <param name="Tracks">Each track of pictures.</param>
/// <param name="Together">Each pair of tracks.</param>
/// <param name="Moves">Moves by keyframes.</param>
/// <param name="Transitions">On tracks of pictures.</param>
/// <param name="Speed">Changed speeds.</param>
/// <param name="SplitEdits">J and L cuts.</param>
/// <param name="Titles">Titles and generators.</param>
/// <param name="Patterns">What follows what.</param>
/// <param name="Consistency">How alike the projects are.</param>
public sealed record StyleReport(
    int Projects, int Timelines, int Clips, double Seconds, double FrameAspect, IReadOnlyList<LeftOutFile> LeftOut, CutRhythm Rhythm, IReadOnlyList<TrackHabits> Tracks,
    IReadOnlyList<TracksTogether> Together, IReadOnlyList<MoveHabits> Moves, TransitionHabits Transitions, SpeedHabits Speed, SplitEdits SplitEdits, TitleHabits Titles,
    PatternList Patterns, Consistency Consistency)
{
    /// <summary>Counts everything.</summary>
    /// <param name="shelf">At least one project.</param>
    public static StyleReport Of(Shelf shelf)
    {
        var projects = shelf.Projects;
        var bootstrap = new ProjectBootstrap(projects.Count);
        var rhythm = CutRhythm.Of(projects, bootstrap);
        return new StyleReport(
            projects.Count, projects.Sum(p => p.Timelines.Count), projects.Sum(p => p.Timelines.Sum(t => t.Tracks.Sum(k => k.Clips.Count))), projects.Sum(p => p.Duration),
            PictureBox.AspectOf(projects.SelectMany(p => p.Timelines)), shelf.LeftOut,
            rhythm, TrackHabits.Of(projects, bootstrap), TracksTogether.Of(projects, bootstrap), MoveHabits.Of(projects, bootstrap),
            TransitionHabits.Of(projects, bootstrap), SpeedHabits.Of(projects, bootstrap), SplitEdits.Of(projects, bootstrap), TitleHabits.Of(projects, bootstrap),
            PatternSearch.Of(projects, bootstrap), Consistency.Of(projects, rhythm.Track, bootstrap));
    }
}
