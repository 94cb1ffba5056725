using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>
/// Sees every object by itself, never mistakes one for another, and is told nothing: an object's kind shows by its life alone, as clips are made. One that was seen
/// over four frames or more, or came back after a gap, stays; one that was seen in fewer and has been gone for longer than any gap does not; in between nobody
/// can know, and the observer weighs how long it has been seen and been gone, whether the clip began with it, and whether it flickers. This is what a perfect model
/// of objects can reach.
/// </summary>
public sealed class SeenLives : IObserver
{
    // The longest gap in a short life.
    private const int LongestGap = 4;

    // Clips from which the share of transients among objects of each appearance is learnt: enough for a hundredth.
    private const int Learnt = 8000;

    private readonly int size;
    private readonly Dictionary<int, double> transient = [];

    /// <param name="options">How clips are made.</param>
    public SeenLives(PersistenceClipOptions options)
    {
        size = options.Size;
        var tallies = new Dictionary<int, (int All, int Transient)>();
        // From the far end of the simulated clips: none that anybody counts or decides.
        var simulated = new SimulatedTruths(options);
        for (var i = 0; i < Learnt; i++)
        {
            Follow(simulated.Truth(long.MaxValue / 128 - i), (_, _, _, open) =>
            {
                foreach (var (sign, kind, _) in open)
                {
                    var (all, ones) = tallies.GetValueOrDefault(sign);
                    tallies[sign] = (all + 1, ones + (kind == Persistence.Transient ? 1 : 0));
                }
            });
        }
        foreach (var (sign, (all, ones)) in tallies)
            transient[sign] = (ones + 1.0) / (all + 2.0);
    }

    public string Sees => "every object by itself, but of its kind only what its life shows";

    public int Levels => 4;

    public void Watch(ClipObjects clip, Span<ulong> keys)
    {
        var seen = new ulong[clip.Frames * Levels];
        Follow(clip, (t, sure, ended, open) =>
        {
            // Frames and objects that hang on those whose kind is open, by halves.
            var (frames, objects) = (0.0, (double)ended);
            var fine = SeenKey.Of(sure, ended);
            foreach (var (sign, _, added) in open.OrderBy(o => o.Sign))
            {
                var probability = transient.GetValueOrDefault(sign, 0.5);
                frames += probability * added;
                objects += probability;
                fine = SeenKey.With(fine, sign);
            }
            seen[t * Levels] = SeenKey.Of((int)Math.Round(sure + frames));
            seen[t * Levels + 1] = SeenKey.Of((int)Math.Round(sure + frames), (int)Math.Round(objects));
            seen[t * Levels + 2] = SeenKey.Of(sure, (int)Math.Round(2 * frames), (int)Math.Round(2 * objects), open.Count);
            seen[t * Levels + 3] = fine;
        });
        seen.CopyTo(keys);
    }

    /// <summary>What is open in one frame: an object's appearance, its true kind, and frames that it alone may make transient.</summary>
    private readonly record struct Open(int Sign, Persistence Kind, int Added);

    /// <summary>Tells <paramref name="each"/> for every frame t how many frames surely had a transient, how many transients have surely been, and what is open.</summary>
    private void Follow(ClipObjects clip, Action<int, int, int, List<Open>> each)
    {
        var objects = clip.Objects.Where(o => o.Sightings.Count > 0).ToArray();
        var follows = FlashPairs.Of(objects, size);
        var counts = new int[objects.Length]; // sightings so far
        var open = new List<Open>();
        var sure = new bool[clip.Frames];
        for (var t = 0; t < clip.Frames; t++)
        {
            for (var i = 0; i < objects.Length; i++)
            {
                if (counts[i] < objects[i].Sightings.Count && objects[i].Sightings[counts[i]].Frame == t)
                    counts[i]++;
            }
            var ended = 0;
            Array.Clear(sure);
            for (var i = 0; i < objects.Length; i++)
            {
                if (!IsShort(i) || t - Last(i) <= LongestGap)
                    continue;
                ended++;
                sure.AsSpan(First(i), Last(i) - First(i) + 1).Fill(true);
            }
            open.Clear();
            for (var i = 0; i < objects.Length; i++)
            {
                if (!IsShort(i) || t - Last(i) > LongestGap)
                    continue;
                // Whether the clip began with it matters as long as it may be the ball that is always there.
                var isFirst = First(i) == 0 && Last(i) == t;
                var sign = (((Last(i) - First(i) + 1) * 8 + t - Last(i)) * 2 + (IsPaired(i) ? 1 : 0)) * 2 + (isFirst ? 1 : 0);
                open.Add(new(sign, objects[i].Kind, Enumerable.Range(First(i), Last(i) - First(i) + 1).Count(s => !sure[s])));
            }
            each(t, sure.AsSpan().Count(true), ended, open);
        }

        int First(int i) => objects[i].Sightings[0].Frame;

        int Last(int i) => objects[i].Sightings[counts[i] - 1].Frame;

        // Whether all that was seen so far is one run, short enough for a transient.
        bool IsShort(int i) => counts[i] > 0 && counts[i] <= PersistenceClipOptions.LongestTransient && Last(i) - First(i) + 1 == counts[i];

        bool IsPaired(int i)
        {
            if (follows[i] >= 0 && IsShort(follows[i]))
                return true;
            var second = Array.IndexOf(follows, i);
            return second >= 0 && IsShort(second);
        }
    }
}
