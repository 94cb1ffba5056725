using Saccade.Editing.Corpora.Habits;
using Saccade.Editing.Grid;

namespace Saccade.Editing.Corpora;

/// <summary>Somebody with habits.</summary>
/// <param name="Name">Stable, since truth files hold it.</param>
/// <param name="Opening">What V1, V2, .. show at the first step.</param>
/// <param name="Habits">In the order in which they are asked; the later one of two on a track has the last word.</param>
public sealed record Editor(string Name, IReadOnlyList<TrackState> Opening, IReadOnlyList<IHabit> Habits)
{
    private static readonly TrackState Game = new(true, Tracks.GameClass, 100);
    private static readonly TrackState AmberFace = new(true, Tracks.FaceClass, 100, 0.35, 0.3);
    private static readonly TrackState BirchFace = new(true, Tracks.FaceClass, 80, -0.35, 0.3);

    /// <summary>Cuts soon, zooms in on titles to 150 %, switches the face off for pictures, crops after every third cut.</summary>
    public static Editor Amber { get; } = new("amber", [Game, AmberFace],
    [
        new CutWhenLoudnessFalls(Delay: 2, Wide: 100, Close: 120),
        new CropAfterCuts(Every: 3, Sides: 0, Ends: 12),
        new TitleAfterShotChange(Delay: 1, Length: 20, Y: 0.4),
        new ZoomAfterTitle(Delay: 2, Scale: 150, Rest: AmberFace.Scale),
        new PictureWhenBusy(Delay: 3, Length: 15, X: 0, Scale: 90),
        new FaceOffDuringPicture(AmberFace),
    ]);

    /// <summary>Cuts late, makes the face smaller for titles and moves it aside for pictures, crops the sides after every second cut.</summary>
    public static Editor Birch { get; } = new("birch", [Game, BirchFace],
    [
        new CutWhenLoudnessFalls(Delay: 5, Wide: 100, Close: 135),
        new CropAfterCuts(Every: 2, Sides: 20, Ends: 0),
        new TitleAfterShotChange(Delay: 4, Length: 12, Y: -0.4),
        new ZoomAfterTitle(Delay: 5, Scale: 60, Rest: BirchFace.Scale),
        new PictureWhenBusy(Delay: 6, Length: 25, X: 0.2, Scale: 60),
        new FaceAsideDuringPicture(Delay: 2, X: -0.6, Rest: BirchFace.X),
    ]);

    /// <summary>Samples are theirs by turns.</summary>
    public static IReadOnlyList<Editor> All { get; } = [Amber, Birch];

    /// <summary>(K, 9): the first row.</summary>
    internal void Open(Span<float> row)
    {
        var values = GridLayout.Nine.Values.Count;
        for (var track = 0; track < GridLayout.Tracks; track++)
            (track < Opening.Count ? Opening[track] : TrackState.None).Write(row.Slice(track * values, values));
    }
}
