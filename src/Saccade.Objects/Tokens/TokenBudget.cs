using Saccade.Objects.Tracking;

namespace Saccade.Objects.Tokens;

/// <summary>
/// Which sightings of a clip become tokens when there are more than the budget allows. Long tracks are thinned first: there is a length such that tracks cut
/// down to it fit, and of a longer one so many sightings stay, evenly spaced, the first and the last among them. Only where there are more tracks than
/// tokens are whole tracks left out, those with the fewest sightings first, and of these the later ones.
/// </summary>
internal static class TokenBudget
{
    /// <returns>For each track the places of the sightings that stay, rising; none for a track that is left out.</returns>
    public static IReadOnlyList<int[]> Choose(IReadOnlyList<Track> tracks, int budget)
    {
        if (tracks.Sum(t => t.Points.Count) <= budget)
            return [.. tracks.Select(t => Enumerable.Range(0, t.Points.Count).ToArray())];
        var most = 0;
        while (tracks.Sum(t => Math.Min(t.Points.Count, most + 1)) <= budget)
            most++;
        if (most > 0)
            return [.. tracks.Select(t => Spread(t.Points.Count, most))];
        var kept = tracks.Select((t, i) => (t.Points.Count, Index: i)).OrderByDescending(t => t.Count).ThenBy(t => t.Index).Take(budget).Select(t => t.Index).ToHashSet();
        return [.. tracks.Select((_, i) => kept.Contains(i) ? new[] { 0 } : [])];
    }

    private static int[] Spread(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most).Select(i => most == 1 ? 0 : i * (count - 1) / (most - 1))];
}
