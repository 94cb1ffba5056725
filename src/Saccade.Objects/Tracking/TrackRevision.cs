namespace Saccade.Objects.Tracking;

/// <summary>
/// Puts tracks right in hindsight: who has seen the whole clip knows where an object went after others hid or touched it. Two tracks at a time exchange what they have from a frame
/// on, or in up to four frames (a track may exchange with nothing: so tracks are joined, cut, and rid of what is not theirs), as long as that makes the clip less
/// improbable (<see cref="TrackCost"/>); the exchange that gains most comes first. Of the same sightings it always makes the same tracks. It is not causal: decisions that
/// are made before a clip ends must not rest on it.
/// </summary>
internal sealed class TrackRevision
{
    // What an exchange must gain, so that rounding decides nothing.
    private const double LeastGain = 0.05;
    private const int LongestLoan = 4, MostSteps = 5;
    // What nothing does from one frame to the next, in 64ths of the picture and as a logarithm of radii: not worth looking at.
    private const double FarthestStep = 5, MostGrowth = 0.4;

    private static readonly List<PlacedSighting> Nothing = [];

    private readonly TrackCost cost;
    private readonly List<Held> tracks;
    // The best exchange of two tracks as they are; with themselves: with nothing.
    private readonly Dictionary<(Held, Held), Exchange?> exchanges = [];

    private TrackRevision(TrackCost cost, IEnumerable<List<PlacedSighting>> tracks)
    {
        this.cost = cost;
        this.tracks = [.. tracks.Select(t => new Held(t, cost.Of(t)))];
    }

    /// <param name="width">Of the picture in pixels.</param>
    /// <param name="height">The same.</param>
    /// <param name="tracks">As a causal tracker leaves them.</param>
    /// <returns>By id, which is a track's place in the list.</returns>
    public static IReadOnlyList<Track> Of(int width, int height, IReadOnlyList<Track> tracks)
    {
        var frames = PlacedSighting.ByFrame(width, height, tracks);
        var revision = new TrackRevision(new(frames, 64.0 * height / width), frames.SelectMany(f => f).GroupBy(s => s.Track).Select(t => t.ToList()));
        while (revision.Improve())
        {
        }
        return
        [
            .. revision.tracks.Select(t => t.Sightings).OrderBy(s => s[0].Frame).ThenBy(s => s[0].Place)
                .Select((sightings, id) => new Track(id, [.. sightings.Select(s => s.Point)])),
        ];
    }

    // Makes the best exchange of all; false when none gains anything.
    private bool Improve()
    {
        Exchange? best = null;
        for (var i = 0; i < tracks.Count; i++)
        {
            for (var k = i; k < tracks.Count; k++)
            {
                var pair = (tracks[i], tracks[k]);
                if (!exchanges.TryGetValue(pair, out var exchange))
                    exchanges[pair] = exchange = BestOf(tracks[i], k == i ? null : tracks[k]);
                best = exchange is not null && (best is null || exchange.Gain > best.Gain) ? exchange : best;
            }
        }
        if (best is null)
            return false;
        tracks.Remove(best.From);
        if (best.With is not null)
            tracks.Remove(best.With);
        tracks.AddRange(new[] { best.First, best.Second }.Where(t => t.Sightings.Count > 0));
        return true;
    }

    private Exchange? BestOf(Held from, Held? with)
    {
        var (a, b) = (from.Sightings, with?.Sightings ?? Nothing);
        if (b.Count > 0 && (a[0].Frame > b[^1].Frame + MostSteps || b[0].Frame > a[^1].Frame + MostSteps))
            return null;
        Exchange? best = null;
        int[] cuts = [.. a.Concat(b).Select(s => s.Frame).Distinct().Order()];
        for (var i = 0; i < cuts.Length; i++)
        {
            var (fromA, fromB) = (Before(a, cuts[i]), Before(b, cuts[i]));
            if (!Leads(a, fromA, b, fromB) || !Leads(b, fromB, a, fromA))
                continue;
            // Everything from here on.
            if (fromA + fromB > 0)
                Try([.. a[..fromA], .. b[fromB..]], [.. b[..fromB], .. a[fromA..]]);
            // Some frames only.
            for (var j = i + 1; j < cuts.Length && j <= i + LongestLoan; j++)
            {
                var (toA, toB) = (Before(a, cuts[j]), Before(b, cuts[j]));
                if (Leads(a, toA, b, toB) && Leads(b, toB, a, toA))
                    Try([.. a[..fromA], .. b[fromB..toB], .. a[toA..]], [.. b[..fromB], .. a[fromA..toA], .. b[toB..]]);
            }
        }
        return best;

        void Try(List<PlacedSighting> first, List<PlacedSighting> second)
        {
            var (firstCost, secondCost) = (cost.Of(first), cost.Of(second));
            var gain = from.Cost + (with?.Cost ?? 0) - firstCost - secondCost;
            if (gain > Math.Max(LeastGain, best?.Gain ?? 0))
                best = new(from, with, new(first, firstCost), new(second, secondCost), gain);
        }
    }

    // Sightings before a frame.
    private static int Before(List<PlacedSighting> track, int frame)
    {
        var count = 0;
        while (count < track.Count && track[count].Frame < frame)
            count++;
        return count;
    }

    // Whether an object that one track has up to a cut may be what another has from there on.
    private static bool Leads(List<PlacedSighting> track, int end, List<PlacedSighting> to, int start)
    {
        if (end == 0 || start == to.Count)
            return true;
        var (before, after) = (track[end - 1], to[start]);
        var steps = after.Frame - before.Frame;
        var (dx, dy) = (after.X - before.X, after.Y - before.Y);
        return steps <= MostSteps && dx * dx + dy * dy <= FarthestStep * FarthestStep * steps * steps && Math.Abs(after.LogRadius - before.LogRadius) <= MostGrowth;
    }

    /// <summary>A track as it is, and what it costs. Never changed: a track that changes is another.</summary>
    private sealed class Held(List<PlacedSighting> sightings, double cost)
    {
        public List<PlacedSighting> Sightings => sightings;

        public double Cost => cost;
    }

    private sealed record Exchange(Held From, Held? With, Held First, Held Second, double Gain);
}
