namespace Saccade.Editing.Corpora.Habits;

/// <summary>One step after a picture has appeared the face is switched off; it is back where it rests one step after no picture is there.</summary>
/// <param name="Rest">The face as it rests.</param>
internal sealed record FaceOffDuringPicture(TrackState Rest) : IHabit
{
    public string Name => "face_off_during_picture";

    public int Track => Tracks.Face;

    public TrackState Apply(SoFar soFar, TrackState current) =>
        current.Active ? soFar.Started(Tracks.Picture, 1) ? TrackState.None : current
        : soFar.Track(Tracks.Picture, 1).Active ? current
        : Rest;
}
