using Saccade.Trajectories;

namespace Saccade.Objects.Clips;

/// <summary>
/// When a short-lived persistent object shows itself: a life of 4 to 8 frames, mostly with a gap of 1 to 4 of them. Half of the lives have only
/// three sightings, so that counting them does not tell; one run of them has at least two, so that motion does.
/// </summary>
internal static class ShortLife
{
    public const int Shortest = 4;
    private const int Longest = 8, LongestGap = 4, Sightings = 3;
    private const double Gapped = 0.85, Scarce = 0.6;

    /// <summary>(life): whether it is seen, from the first frame of the life to the last, which it always is. Uses draws 0 to 4.</summary>
    /// <param name="random">The object's.</param>
    /// <param name="frames">T, at least <see cref="Shortest"/>: no life is longer.</param>
    public static bool[] Draw(SampleRandom random, int frames)
    {
        var life = Whole(random, 0, Shortest, Math.Min(Longest, frames));
        if (random.Uniform(1, 0, 1) >= Gapped)
            return Pattern(life, 0, 0);
        var widest = Math.Min(LongestGap, life - Sightings);
        var gap = life - Sightings <= LongestGap && random.Uniform(2, 0, 1) < Scarce ? life - Sightings : Whole(random, 3, 1, widest);
        return Pattern(life, Whole(random, 4, 1, life - gap - 1), gap);
    }

    /// <summary>As <see cref="Draw"/>, near the border between the kinds: four sightings in a row, or two or three with a gap. Uses draws 0 to 3.</summary>
    public static bool[] DrawAtBoundary(SampleRandom random, int frames)
    {
        if (random.Sign(0) > 0)
            return Pattern(Shortest, 0, 0);
        var seen = Whole(random, 1, 2, Sightings);
        var gap = Whole(random, 2, Shortest - seen, Math.Min(LongestGap, frames - seen));
        return Pattern(seen + gap, Whole(random, 3, 1, seen - 1), gap);
    }

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both counted.</summary>
    internal static int Whole(SampleRandom random, int draw, int low, int high) => (int)random.Uniform(draw, low, high + 1);

    private static bool[] Pattern(int life, int first, int gap)
    {
        var seen = new bool[life];
        seen.AsSpan().Fill(true);
        seen.AsSpan(first, gap).Clear();
        return seen;
    }
}
