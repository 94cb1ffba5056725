using Saccade.Editing.Content;

namespace Saccade.Editing.Corpora.Habits;

/// <summary>So many steps after the sound has become quiet the game is cut, to where <see cref="FootageRule"/> goes on; the framing goes from one scale to the other with every cut, and crops end.</summary>
/// <param name="Delay">Steps after the first quiet one.</param>
/// <param name="Wide">Scale of one framing.</param>
/// <param name="Close">Scale of the other.</param>
internal sealed record CutWhenLoudnessFalls(int Delay, double Wide, double Close) : IHabit
{
    public const string HabitName = "cut_when_loudness_falls";

    public string Name => HabitName;

    public int Track => Tracks.Game;

    public TrackState Apply(SoFar soFar, TrackState current) => soFar.Fell(ContentFeatures.Loudness, SourceContent.Quiet, Delay)
        ? new TrackState(true, Tracks.GameClass, current.Scale == Wide ? Close : Wide)
        : current;
}
