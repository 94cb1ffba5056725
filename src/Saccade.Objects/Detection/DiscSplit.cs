namespace Saccade.Objects.Detection;

/// <summary>
/// Decides of how many discs a component is the union: as few as fill it well, one more when that fills it clearly better. First guesses are the
/// means of K clusters of its pixels (Lloyd 1982).
/// </summary>
internal static class DiscSplit
{
    private const int Most = 4, Rounds = 8;

    // What one disc fills this badly may be more: two balls that overlap by half fall short by 0.2 as one. At the rim a small ball may be off by half a
    // pixel for noise and light, which is more of it.
    private const double Short = 0.12, ShortTimesRadius = 0.55;

    // What is as long as wide is one thing with a ragged edge, if it does not fall short by more than this.
    private const double LeastElongation = 1.3, Ragged = 0.18;

    // Each further disc must take away this share of what the others leave uncovered or cover too much.
    private const double Better = 0.3;

    // What several discs together fill no better is something else.
    private const double LeastOverlap = 0.8;

    // Of a disc's pixels that no other may hold, and of the largest disc's radius that each must have.
    private const double OwnShare = 0.25, LeastRadius = 0.35;

    /// <summary>The one disc that fills a component best.</summary>
    public static (Disc[] Discs, double Overlap) One(CoveragePatch patch)
    {
        var disc = new Disc[] { new(patch.Centroid.X, patch.Centroid.Y, Math.Sqrt(patch.Area / Math.PI)) };
        return (disc, DiscFit.Fit(patch, disc));
    }

    /// <returns>The discs, and their overlap with what was found, from 0 to 1.</returns>
    public static (Disc[] Discs, double Overlap) Of(CoveragePatch patch, double smallestArea)
    {
        var (best, overlap) = One(patch);
        for (var count = 2; count <= Most && MayBeMore(patch, overlap, best) && patch.Area >= count * smallestArea; count++)
        {
            var discs = Clusters(patch, count);
            var reached = DiscFit.Fit(patch, discs);
            if (reached >= LeastOverlap && 1 - reached < Math.Pow(1 - Better, count - best.Length) * (1 - overlap) && Sound(patch, discs, smallestArea))
                (best, overlap) = (discs, reached);
        }
        return (best, overlap);
    }

    private static bool MayBeMore(CoveragePatch patch, double overlap, Disc[] discs) =>
        1 - overlap > Math.Max(patch.Elongation > LeastElongation ? Short : Ragged, ShortTimesRadius / discs.Min(d => d.Radius));

    private static Disc[] Clusters(CoveragePatch patch, int count)
    {
        var pixels = patch.Pixels.Where(p => p.Coverage > 0.5f).ToArray();
        var discs = new Disc[count];
        // The pixel farthest from the middle, then each time the one farthest from those chosen.
        for (var k = 0; k < count; k++)
        {
            var from = k == 0 ? [new(patch.Centroid.X, patch.Centroid.Y, 0)] : discs[..k];
            var far = pixels.MaxBy(p => from.Min(d => Square(p, d)));
            discs[k] = new(far.X, far.Y, 0);
        }
        var sums = new (double X, double Y, int Count)[count];
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(sums);
            foreach (var pixel in pixels)
            {
                var nearest = 0;
                for (var k = 1; k < count; k++)
                    nearest = Square(pixel, discs[k]) < Square(pixel, discs[nearest]) ? k : nearest;
                sums[nearest] = (sums[nearest].X + pixel.X, sums[nearest].Y + pixel.Y, sums[nearest].Count + 1);
            }
            for (var k = 0; k < count; k++)
            {
                var (x, y, members) = sums[k];
                if (members > 0)
                    discs[k] = new(x / members, y / members, patch.Stride * Math.Sqrt(members / Math.PI));
            }
        }
        return discs;
    }

    private static bool Sound(CoveragePatch patch, Disc[] discs, double smallestArea)
    {
        var largest = discs.Max(d => d.Radius);
        var (all, own) = (new int[discs.Length], new int[discs.Length]);
        foreach (var pixel in patch.Pixels)
        {
            var (holders, holder) = (0, 0);
            for (var k = 0; k < discs.Length; k++)
            {
                if (Square(pixel, discs[k]) > discs[k].Radius * discs[k].Radius)
                    continue;
                all[k]++;
                (holders, holder) = (holders + 1, k);
            }
            own[holder] += holders == 1 ? 1 : 0;
        }
        return discs.Select((d, k) => d.Radius >= LeastRadius * largest && d.Area >= smallestArea && own[k] >= OwnShare * all[k]).All(sound => sound);
    }

    private static double Square(PatchPixel pixel, Disc disc) => (pixel.X - disc.X) * (pixel.X - disc.X) + (pixel.Y - disc.Y) * (pixel.Y - disc.Y);
}
