using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>
/// Sees every object by itself and is told its kind as soon as it appears: how many transients there have been, in how many frames, for how long those that
/// can still be seen have been there, which of them were second flashes of one place, and how many may still be followed by one. A model is told no kinds, so
/// none can do better: this is the looser of the two bounds, and the one that a model is held against.
/// </summary>
/// <param name="size">S: pixels of the picture.</param>
public sealed class KnownKinds(int size) : IObserver
{
    private const int OldestAge = PersistenceClipOptions.LongestTransient;

    // A second flash comes after at most four dark frames.
    private const int LongestWait = 4;

    public string Sees => "every object by itself, and its kind as soon as it appears";

    public int Levels => 4;

    public void Watch(ClipObjects clip, Span<ulong> keys)
    {
        var transients = clip.Objects.Where(o => o.Kind == Persistence.Transient && o.Sightings.Count > 0).ToArray();
        var follows = FlashPairs.Of(transients, size);
        var next = new int[transients.Length]; // sightings so far
        Span<int> ages = stackalloc int[OldestAge + 1];
        var count = 0;
        for (var t = 0; t < clip.Frames; t++)
        {
            count += clip.Frame(t) == Persistence.Transient ? 1 : 0;
            ages.Clear();
            var (begun, pairs, waiting) = (0, 0, 0);
            for (var i = 0; i < transients.Length; i++)
            {
                var sightings = transients[i].Sightings;
                if (next[i] < sightings.Count && sightings[next[i]].Frame == t)
                    next[i]++;
                if (next[i] == 0)
                    continue;
                begun++;
                pairs += follows[i] >= 0 ? 1 : 0;
                var last = sightings[next[i] - 1].Frame;
                if (last == t)
                    ages[Math.Min(OldestAge, t - sightings[0].Frame + 1)]++;
                else if (follows[i] < 0 && t - last <= LongestWait && !IsFollowed(i, t))
                    waiting++;
            }
            keys[t * Levels] = SeenKey.Of(count);
            keys[t * Levels + 1] = SeenKey.Of(count, begun);
            keys[t * Levels + 2] = SeenKey.Of(count, begun, ages[1], ages[2], ages[3]);
            keys[t * Levels + 3] = SeenKey.Of(count, begun, ages[1], ages[2], ages[3], pairs, waiting);

            bool IsFollowed(int first, int now) => Array.IndexOf(follows, first) is >= 0 and var second && transients[second].Sightings[0].Frame <= now;
        }
    }
}
