namespace Saccade.Editing.Corpora.Habits;

/// <summary>Some steps after a picture has appeared the face moves aside; as many after its end it is back.</summary>
/// <param name="Delay">Steps after the picture's first or last.</param>
/// <param name="X">Where to.</param>
/// <param name="Rest">Where it rests.</param>
internal sealed record FaceAsideDuringPicture(int Delay, double X, double Rest) : IHabit
{
    public string Name => "face_aside_during_picture";

    public int Track => Tracks.Face;

    public TrackState Apply(SoFar soFar, TrackState current) =>
        soFar.Started(Tracks.Picture, Delay) ? current with { X = X }
        : soFar.Ended(Tracks.Picture, Delay) ? current with { X = Rest }
        : current;
}
