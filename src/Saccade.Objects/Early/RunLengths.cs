using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>
/// Sees which frames so far had a transient: how long the runs of such frames were, in any order, and whether one is going on. A long run is more than one
/// object; many short ones are many.
/// </summary>
public sealed class RunLengths : IObserver
{
    public string Sees => "how many frames so far had a transient, and in runs of which lengths";

    public int Levels => 3;

    public void Watch(ClipObjects clip, Span<ulong> keys)
    {
        Span<int> ended = stackalloc int[clip.Frames + 1]; // by length
        ended.Clear();
        var (count, runs, open) = (0, 0, 0);
        for (var t = 0; t < clip.Frames; t++)
        {
            if (clip.Frame(t) == Persistence.Transient)
            {
                count++;
                runs += open == 0 ? 1 : 0;
                open++;
            }
            else if (open > 0)
            {
                ended[open]++;
                open = 0;
            }
            keys[t * Levels] = SeenKey.Of(count);
            keys[t * Levels + 1] = SeenKey.Of(count, runs, open > 0 ? 1 : 0);
            var key = SeenKey.Of(open);
            for (var length = 1; length <= clip.Frames; length++)
                key = SeenKey.With(key, ended[length]);
            keys[t * Levels + 2] = key;
        }
    }
}
