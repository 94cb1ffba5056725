namespace Saccade.Editing.Corpora.Habits;

/// <summary>So many steps after a title has appeared the face grows or shrinks, and as many after its end it is as before.</summary>
/// <param name="Delay">Steps after the title's first or last.</param>
/// <param name="Scale">While the title is there, in per cent.</param>
/// <param name="Rest">Otherwise.</param>
internal sealed record ZoomAfterTitle(int Delay, double Scale, double Rest) : IHabit
{
    public string Name => "zoom_after_title";

    public int Track => Tracks.Face;

    public TrackState Apply(SoFar soFar, TrackState current) =>
        !current.Active ? current
        : soFar.Started(Tracks.Title, Delay) ? current with { Scale = Scale }
        : soFar.Ended(Tracks.Title, Delay) ? current with { Scale = Rest }
        : current;
}
