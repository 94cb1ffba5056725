using Saccade.Objects.Clips;
using Saccade.Trajectories;

namespace Saccade.Objects.Early;

/// <summary>
/// Which objects of a clip begin closely after another one, in time and place, as the second flash of a flicker does. It is judged when the second begins, by what
/// can be seen until then: two objects may lie so by chance, and either may turn out to stay.
/// </summary>
internal static class FlashPairs
{
    // As clips are made: after one to four dark frames, within this many pixels of 64, or as far as the first would have come.
    private const int MostDark = 4;
    private const double Reach = 10.5;

    /// <param name="objects">Each with a sighting at least.</param>
    /// <param name="size">S: pixels of the picture.</param>
    /// <returns>For each object the one that it follows; -1 for none. Nobody is followed twice, and who follows is not followed.</returns>
    public static int[] Of(ObjectTruth[] objects, int size)
    {
        var follows = new int[objects.Length];
        var isFollowed = new bool[objects.Length];
        Array.Fill(follows, -1);
        var order = new int[objects.Length];
        var starts = new int[objects.Length];
        for (var i = 0; i < order.Length; i++)
            (order[i], starts[i]) = (i, objects[i].Sightings[0].Frame * objects.Length + i);
        Array.Sort(starts, order);
        foreach (var second in order)
        {
            var start = objects[second].Sightings[0];
            var nearest = double.PositiveInfinity;
            for (var first = 0; first < objects.Length; first++)
            {
                if (first == second || follows[first] >= 0 || isFollowed[first] || LastOfFlash(objects[first].Sightings, start.Frame) is not { } last)
                    continue;
                var dark = start.Frame - last.Frame - 1;
                var distance = Distance(last.Centre, start.Centre);
                if (dark is < 1 or > MostDark || distance > Math.Max(Reach * size / 64, Speed(objects[first].Sightings[0], last) * (dark + 1)) || distance >= nearest)
                    continue;
                (nearest, follows[second]) = (distance, first);
            }
            if (follows[second] >= 0)
                isFollowed[follows[second]] = true;
        }
        return follows;
    }

    /// <summary>The last sighting before a frame of something that was no longer there than a transient can be, and is not seen in it; else null.</summary>
    private static ObjectSighting? LastOfFlash(IReadOnlyList<ObjectSighting> sightings, int frame)
    {
        var count = 0;
        while (count < sightings.Count && sightings[count].Frame < frame)
            count++;
        if (count == 0 || (count < sightings.Count && sightings[count].Frame == frame))
            return null;
        return sightings[count - 1].Frame - sightings[0].Frame < PersistenceClipOptions.LongestTransient ? sightings[count - 1] : null;
    }

    private static double Speed(ObjectSighting first, ObjectSighting last) => first.Frame == last.Frame ? 0 : Distance(first.Centre, last.Centre) / (last.Frame - first.Frame);

    private static double Distance(PositionPixels a, PositionPixels b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
