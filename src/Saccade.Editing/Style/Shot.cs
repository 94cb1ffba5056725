using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>What is seen on a track between two changes. Clips that go on as if nobody had cut them are one shot.</summary>
/// <param name="Clip">The first clip of it.</param>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Cut">How it follows the shot before; null where there is none right before it.</param>
/// <param name="ScaleRatio">How much larger the picture is than just before, where the same footage is seen; otherwise 1.</param>
internal sealed record Shot(Clip Clip, double Start, double End, CutKind? Cut, double ScaleRatio)
{
    public double Length => End - Start;
}
