using Saccade.Objects.Clips;
using Saccade.Trajectories;

namespace Saccade.Objects.Early;

/// <summary>
/// Which objects of a clip follow another one closely in time and place, off its path, as the second flash of a flicker does. It is what can be seen: two objects
/// may lie so by chance.
/// </summary>
internal static class FlashPairs
{
    // As clips are made: after one to four dark frames, within this many pixels of 64, or as far as the first would have come.
    private const int MostDark = 4;
    private const double Reach = 10.5;

    // First and last frame of an object that may be half of a pair: longer ones are no flashes.
    private const int LongestFlash = PersistenceClipOptions.LongestTransient;

    /// <returns>For each object the one that it follows; -1 for none. Nobody is followed twice, and who follows is not followed.</returns>
    public static int[] Of(IReadOnlyList<ObjectTruth> objects, int size)
    {
        var follows = new int[objects.Count];
        Array.Fill(follows, -1);
        foreach (var second in Enumerable.Range(0, objects.Count).Where(i => IsFlash(objects[i])).OrderBy(i => objects[i].Sightings[0].Frame))
        {
            var nearest = double.PositiveInfinity;
            for (var first = 0; first < objects.Count; first++)
            {
                if (first == second || !IsFlash(objects[first]) || follows[first] >= 0 || follows.Contains(first))
                    continue;
                var (last, start) = (objects[first].Sightings[^1], objects[second].Sightings[0]);
                var dark = start.Frame - last.Frame - 1;
                var distance = Distance(last.Centre, start.Centre);
                if (dark is < 1 or > MostDark || distance > Math.Max(Reach * size / 64, Speed(objects[first]) * (dark + 1)) || distance >= nearest)
                    continue;
                (nearest, follows[second]) = (distance, first);
            }
        }
        return follows;
    }

    private static bool IsFlash(ObjectTruth thing) => thing.Sightings.Count > 0 && thing.Sightings[^1].Frame - thing.Sightings[0].Frame < LongestFlash;

    private static double Speed(ObjectTruth thing) => thing.Sightings.Count < 2
        ? 0
        : Distance(thing.Sightings[0].Centre, thing.Sightings[^1].Centre) / (thing.Sightings[^1].Frame - thing.Sightings[0].Frame);

    private static double Distance(PositionPixels a, PositionPixels b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
