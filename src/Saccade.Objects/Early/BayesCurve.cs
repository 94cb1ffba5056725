using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>
/// How often the best possible decision is right after each frame, for an observer who is never mistaken in what it sees and knows how clips are made.
/// </summary>
/// <remarks>
/// Defined as the accuracy of saying, after k frames, the class that is more probable given what the observer has seen in them; estimated by simulation. One
/// large sample of clips' truths is counted (<see cref="BayesTable"/>), another one is decided by these counts, so that nothing is learnt by heart: the estimate is unbiased
/// for those decisions, and these fall short of the best ones only where so few counted clips had been alike that the wrong class was commoner. The sample counted
/// gives the other bound (<see cref="BayesTable.ByHeart"/>): the true value lies between the two, but for the error of sampling.
/// </remarks>
/// <param name="Sees">What the observer is given to see.</param>
/// <param name="Points">After 1, 2, .. T frames.</param>
public sealed record BayesCurve(string Sees, IReadOnlyList<BayesPoint> Points)
{
    /// <summary>Decides <paramref name="clips"/>, none of which may be among those counted.</summary>
    public static BayesCurve Of(BayesTable table, IEnumerable<ClipObjects> clips)
    {
        var most = table.ByHeart();
        var right = new long[most.Length];
        var probabilities = new float[most.Length];
        var all = 0L;
        foreach (var clip in clips)
        {
            table.Watch(clip, probabilities);
            for (var t = 0; t < right.Length; t++)
                right[t] += probabilities[t] >= 0.5f == (clip.Clip == Persistence.Persistent) ? 1 : 0;
            all++;
        }
        return new BayesCurve(table.Observer.Sees, [.. right.Select((r, t) =>
        {
            var accuracy = (double)r / all;
            return new BayesPoint(t + 1, accuracy, Math.Sqrt(accuracy * (1 - accuracy) / all), most[t]);
        })]);
    }

    /// <summary>Counts and decides simulated clips.</summary>
    /// <param name="observer">What is seen.</param>
    /// <param name="frames">T.</param>
    /// <param name="truth">The truth of a simulated clip by its number, the same for the same number.</param>
    /// <param name="clips">How many are counted, and again how many are decided: numbers 0 to 2 <paramref name="clips"/> - 1.</param>
    public static BayesCurve Simulate(IObserver observer, int frames, Func<long, ClipObjects> truth, int clips)
    {
        var table = new BayesTable(observer, frames);
        for (long i = 0; i < clips; i++)
            table.Add(truth(i));
        return Of(table, Enumerable.Range(0, clips).Select(i => truth(clips + (long)i)));
    }

    /// <summary>After so many frames.</summary>
    public BayesPoint At(int frames) => Points[frames - 1];
}

/// <summary>One point of a <see cref="BayesCurve"/>.</summary>
/// <param name="Frames">k: how many have been seen.</param>
/// <param name="Accuracy">The share of clips decided rightly.</param>
/// <param name="StandardError">Of the share.</param>
/// <param name="Most">What the clips that were counted give: above the true value on average.</param>
public readonly record struct BayesPoint(int Frames, double Accuracy, double StandardError, double Most);
