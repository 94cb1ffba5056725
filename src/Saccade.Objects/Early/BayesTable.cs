using System.Runtime.InteropServices;
using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>
/// How often clips turned out persistent, by how many frames had been seen and what an observer had seen in them: counted over many simulated clips, it is
/// the observer's posterior, since simulated clips are draws from the very prior that the data have.
/// </summary>
public sealed class BayesTable
{
    // Clips' worth of trust in the coarser level where the finer one has few.
    private const double Trust = 8;

    private readonly IObserver observer;
    private readonly Dictionary<ulong, Tally> tallies = [];
    private readonly ulong[] keys;
    private readonly int frames;
    private Tally all;

    /// <param name="observer">What is seen.</param>
    /// <param name="frames">T.</param>
    public BayesTable(IObserver observer, int frames)
    {
        this.observer = observer;
        this.frames = frames;
        keys = new ulong[frames * observer.Levels];
    }

    /// <summary>What is seen.</summary>
    public IObserver Observer => observer;

    /// <summary>Clips counted.</summary>
    public long Clips => all.Clips;

    /// <summary>Counts one simulated clip.</summary>
    public void Add(ClipObjects clip)
    {
        var persistent = clip.Clip == Persistence.Persistent ? 1 : 0;
        all = new Tally(all.Clips + 1, all.Persistent + persistent);
        observer.Watch(clip, keys);
        for (var i = 0; i < keys.Length; i++)
        {
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, KeyAt(i), out _);
            tally = new Tally(tally.Clips + 1, tally.Persistent + persistent);
        }
    }

    /// <summary>The probability that a clip is persistent after each of its frames.</summary>
    /// <param name="clip">What is true of it; each number rests on the frames up to it alone.</param>
    /// <param name="probabilities">(T)</param>
    public void Watch(ClipObjects clip, Span<float> probabilities)
    {
        observer.Watch(clip, keys);
        for (var t = 0; t < frames; t++)
        {
            var probability = (double)all.Persistent / all.Clips;
            for (var level = 0; level < observer.Levels; level++)
            {
                tallies.TryGetValue(KeyAt(t * observer.Levels + level), out var tally);
                probability = (tally.Persistent + Trust * probability) / (tally.Clips + Trust);
            }
            probabilities[t] = (float)probability;
        }
    }

    /// <summary>
    /// How often the counted clips themselves are decided rightly after each frame by what was counted of them at the finest level. On average this is above what
    /// the observer can reach, by as much as chance was learnt by heart.
    /// </summary>
    /// <returns>(T)</returns>
    public double[] ByHeart()
    {
        var right = new double[frames];
        foreach (var (key, tally) in tallies)
        {
            var place = (int)(key % (ulong)(frames * observer.Levels));
            if (place % observer.Levels == observer.Levels - 1)
                right[place / observer.Levels] += Math.Max(tally.Persistent, tally.Clips - tally.Persistent);
        }
        return Array.ConvertAll(right, r => r / all.Clips);
    }

    // Its last digit says which frame and level a key is of, so that one table holds all.
    private ulong KeyAt(int place)
    {
        var places = (ulong)(frames * observer.Levels);
        return (keys[place] >> 16) * places + (ulong)place;
    }

    private readonly record struct Tally(long Clips, long Persistent);
}
