using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>
/// Sees every object by itself, never mistakes one for another, and is told nothing: an object's kind shows by its life alone, as clips are made. One that was seen
/// over four frames or more, or came back after a gap, stays; one that was seen in fewer and has been gone for longer than any gap does not; in between nobody
/// can know, and the observer weighs how long it has been seen and been gone, whether the clip began with it, and whether it flickers. This is what a perfect model
/// of objects can reach.
/// </summary>
/// <param name="size">S: pixels of the picture.</param>
public sealed class SeenLives(int size) : IObserver
{
    // The longest gap in a short life.
    private const int LongestGap = 4;

    public string Sees => "every object by itself, but of its kind only what its life shows";

    public int Levels => 4;

    public void Watch(ClipObjects clip, Span<ulong> keys)
    {
        var objects = clip.Objects.Where(o => o.Sightings.Count > 0).ToArray();
        var seen = Array.ConvertAll(objects, o => o.Sightings.Select(s => s.Frame).ToArray());
        var open = new List<int>();
        var gone = new bool[clip.Frames];
        var either = new bool[clip.Frames];
        for (var t = 0; t < clip.Frames; t++)
        {
            // Pairs as they look by now.
            var now = objects.Select((o, i) => o with { Sightings = [.. o.Sightings.TakeWhile(s => s.Frame <= t)] }).ToArray();
            var follows = FlashPairs.Of(now, size);
            open.Clear();
            Array.Clear(gone);
            Array.Clear(either);
            var ended = 0;
            for (var i = 0; i < objects.Length; i++)
            {
                var count = now[i].Sightings.Count;
                if (count == 0)
                    continue;
                int first = seen[i][0], last = seen[i][count - 1], span = last - first + 1;
                if (span > PersistenceClipOptions.LongestTransient || span > count)
                    continue;
                var isGone = t - last > LongestGap;
                for (var s = first; s <= last; s++)
                {
                    either[s] = true;
                    gone[s] |= isGone;
                }
                ended += isGone ? 1 : 0;
                var isPaired = follows[i] >= 0 || Array.IndexOf(follows, i) >= 0;
                if (!isGone)
                    open.Add(((span * 8 + t - last) * 2 + (isPaired ? 1 : 0)) * 2 + (first == 0 ? 1 : 0));
            }
            open.Sort();
            int sure = gone.Count(g => g), all = either.Count(e => e);
            keys[t * Levels] = SeenKey.Of(all, open.Count);
            keys[t * Levels + 1] = SeenKey.Of(sure, all, open.Count, ended);
            keys[t * Levels + 2] = Key(sure, all, ended, open.Select(o => o >> 2));
            keys[t * Levels + 3] = Key(sure, all, ended, open);
        }
    }

    private static ulong Key(int sure, int all, int ended, IEnumerable<int> open)
    {
        var key = SeenKey.Of(sure, all, ended);
        foreach (var one in open)
            key = SeenKey.With(key, one);
        return key;
    }
}
