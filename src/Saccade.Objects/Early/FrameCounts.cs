using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>Sees how many of the frames so far had a transient, and no more.</summary>
public sealed class FrameCounts : IObserver
{
    public string Sees => "how many frames so far had a transient";

    public int Levels => 1;

    public void Watch(ClipObjects clip, Span<ulong> keys)
    {
        var count = 0;
        for (var t = 0; t < clip.Frames; t++)
        {
            count += clip.Frame(t) == Persistence.Transient ? 1 : 0;
            keys[t] = SeenKey.Of(count);
        }
    }
}
