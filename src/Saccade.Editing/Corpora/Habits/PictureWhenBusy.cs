using Saccade.Editing.Content;

namespace Saccade.Editing.Corpora.Habits;

/// <summary>So many steps after it has become busy a picture appears, unless there is one, and stays for so long.</summary>
/// <param name="Delay">Steps after the first busy one.</param>
/// <param name="Length">Steps that it stays.</param>
/// <param name="X">How far to the right of the frame's centre it stands.</param>
/// <param name="Scale">In per cent.</param>
internal sealed record PictureWhenBusy(int Delay, int Length, double X, double Scale) : IHabit
{
    public string Name => "picture_when_busy";

    public int Track => Tracks.Picture;

    public TrackState Apply(SoFar soFar, TrackState current)
    {
        if (current.Active)
            return soFar.ActiveFor(Tracks.Picture) >= Length ? TrackState.None : current;
        return soFar.Rose(ContentFeatures.Motion, SourceContent.Busy, Delay) ? new TrackState(true, Tracks.PictureClass, Scale, X) : current;
    }
}
