using Saccade.Editing.Content;

namespace Saccade.Editing.Corpora.Habits;

/// <summary>So many steps after a new shot has begun a title appears, unless there is one, and stays for so long.</summary>
/// <param name="Delay">Steps after the first of the shot.</param>
/// <param name="Length">Steps that it stays.</param>
/// <param name="Y">How far below the frame's centre it stands.</param>
internal sealed record TitleAfterShotChange(int Delay, int Length, double Y) : IHabit
{
    public string Name => "title_after_shot_change";

    public int Track => Tracks.Title;

    public TrackState Apply(SoFar soFar, TrackState current)
    {
        if (current.Active)
            return soFar.ActiveFor(Tracks.Title) >= Length ? TrackState.None : current;
        return soFar.Step > Delay && soFar.Content(ContentFeatures.ShotChange, Delay) == 1 ? new TrackState(true, Tracks.TitleClass, 100, Y: Y) : current;
    }
}
