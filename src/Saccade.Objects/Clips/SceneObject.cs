using Saccade.Trajectories.Motions;

namespace Saccade.Objects.Clips;

/// <summary>An object before it is drawn.</summary>
/// <param name="Kind">Whether it stays.</param>
/// <param name="Path">Where it is at every time, shown or not.</param>
/// <param name="Shown">(T): whether it shows itself.</param>
internal sealed record SceneObject(Persistence Kind, Motion Path, bool[] Shown)
{
    /// <summary>A transient that is there for <paramref name="length"/> frames from <paramref name="start"/> on.</summary>
    public static SceneObject Flash(Motion path, int frames, int start, int length)
    {
        var shown = new bool[frames];
        shown.AsSpan(start, length).Fill(true);
        return new(Persistence.Transient, path, shown);
    }
}
