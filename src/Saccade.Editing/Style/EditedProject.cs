namespace Saccade.Editing.Style;

/// <summary>One timeline file of an editor: what intervals are drawn by, since what is in one file was made together.</summary>
/// <param name="Name">Its path below the folder; unique.</param>
/// <param name="Timelines">Its sequences with something to see, at least one.</param>
internal sealed record EditedProject(string Name, IReadOnlyList<EditedTimeline> Timelines)
{
    /// <summary>In seconds, all sequences together.</summary>
    public double Duration => Timelines.Sum(t => t.Duration);

    public double Minutes => Duration / 60;
}
