namespace Saccade.Editing.Corpora.Habits;

/// <summary>One step after every so many cuts the game is cropped, until the next cut.</summary>
/// <param name="Every">How many cuts.</param>
/// <param name="Sides">Crop of left and right in per cent.</param>
/// <param name="Ends">Crop of top and bottom in per cent.</param>
internal sealed record CropAfterCuts(int Every, double Sides, double Ends) : IHabit
{
    public string Name => "crop_after_cuts";

    public int Track => Tracks.Game;

    public TrackState Apply(SoFar soFar, TrackState current) => soFar.IsReframing(Tracks.Game, 1) && soFar.Reframings(Tracks.Game, 1) % Every == 0
        ? current with { Left = Sides, Right = Sides, Top = Ends, Bottom = Ends }
        : current;
}
