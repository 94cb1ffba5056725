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
        var follows = FlashPairs.Of(objects, size);
        var counts = new int[objects.Length]; // sightings so far
        var signs = new int[objects.Length]; // of those whose kind is open
        Span<bool> gone = stackalloc bool[clip.Frames];
        Span<bool> either = stackalloc bool[clip.Frames];
        for (var t = 0; t < clip.Frames; t++)
        {
            gone.Clear();
            either.Clear();
            var (open, ended) = (0, 0);
            for (var i = 0; i < objects.Length; i++)
            {
                var sightings = objects[i].Sightings;
                if (counts[i] < sightings.Count && sightings[counts[i]].Frame == t)
                    counts[i]++;
            }
            for (var i = 0; i < objects.Length; i++)
            {
                if (!IsShort(i))
                    continue;
                int first = objects[i].Sightings[0].Frame, last = objects[i].Sightings[counts[i] - 1].Frame;
                var isGone = t - last > LongestGap;
                for (var s = first; s <= last; s++)
                {
                    either[s] = true;
                    gone[s] |= isGone;
                }
                ended += isGone ? 1 : 0;
                if (!isGone)
                    signs[open++] = (((last - first + 1) * 8 + t - last) * 2 + (IsPaired(i) ? 1 : 0)) * 2 + (first == 0 ? 1 : 0);
            }
            Array.Sort(signs, 0, open);
            int sure = gone.Count(true), all = either.Count(true);
            var rough = SeenKey.Of(sure, all, ended);
            var fine = rough;
            for (var i = 0; i < open; i++)
                (rough, fine) = (SeenKey.With(rough, signs[i] >> 2), SeenKey.With(fine, signs[i]));
            keys[t * Levels] = SeenKey.Of(all, open);
            keys[t * Levels + 1] = SeenKey.Of(sure, all, open, ended);
            keys[t * Levels + 2] = rough;
            keys[t * Levels + 3] = fine;
        }

        // Whether all that was seen so far is one run, short enough for a transient.
        bool IsShort(int i) => counts[i] > 0 && counts[i] <= PersistenceClipOptions.LongestTransient
            && objects[i].Sightings[counts[i] - 1].Frame - objects[i].Sightings[0].Frame + 1 == counts[i];

        bool IsPaired(int i)
        {
            if (follows[i] >= 0 && IsShort(follows[i]))
                return true;
            var second = Array.IndexOf(follows, i);
            return second >= 0 && IsShort(second);
        }
    }
}
