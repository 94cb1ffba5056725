namespace Saccade.Editing.Corpora.Habits;

/// <summary>What the tracks of a corpus hold, by their places from 0, and the asset classes (<see cref="Grid.Sampling.AssetRules.Separate"/>) of what lies on them.</summary>
internal static class Tracks
{
    public const int Game = 0, Face = 1, Title = 2, Picture = 3;

    public const int GameClass = 1, FaceClass = 2, TitleClass = 3, PictureClass = 4;
}
