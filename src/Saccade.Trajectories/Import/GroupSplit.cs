using Saccade.Training;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Import;

/// <summary>
/// 60/20/20 for clips that come in groups: all clips of a group lie in one part. First each class gets a group in each part, the class with the fewest
/// groups first; then the largest groups go where their classes lack most.
/// </summary>
internal static class GroupSplit
{
    private static readonly double[] Shares = [0.6, 0.2, 0.2];

    /// <param name="labels">(N)</param>
    /// <param name="groups">(N)</param>
    /// <param name="seed">Decides between groups that would do as well.</param>
    public static StratifiedSplit Draw(IReadOnlyList<int> labels, IReadOnlyList<string> groups, ulong seed)
    {
        var classes = labels.Max() + 1;
        var members = Enumerable.Range(0, labels.Count).GroupBy(i => groups[i]).Select(g => new Group([.. g], Counts(g.Select(i => labels[i]), classes))).ToArray();
        var order = Enumerable.Range(0, members.Length).ToArray();
        new SampleRandom(seed, sample: 0, SamplePurpose.Split).Shuffle(order);
        var waiting = order.Select(i => members[i]).ToList();
        var all = Counts(labels, classes);
        List<int>[] parts = [[], [], []];
        int[][] have = [new int[classes], new int[classes], new int[classes]];

        foreach (var label in Enumerable.Range(0, classes).OrderBy(c => members.Count(g => g.Counts[c] > 0)))
        {
            foreach (var part in Enumerable.Range(0, parts.Length).Where(p => have[p][label] == 0))
            {
                if (waiting.Find(g => g.Counts[label] > 0) is { } first)
                    Place(first, part);
            }
        }
        foreach (var group in waiting.OrderByDescending(g => g.Members.Length).ToArray())
            Place(group, Enumerable.Range(0, parts.Length).MaxBy(p => Lack(group, p)));
        return StratifiedSplit.FromStored([.. parts[0].Order()], [.. parts[1].Order()], [.. parts[2].Order()], labels.Count);

        double Lack(Group group, int part) =>
            Enumerable.Range(0, classes).Sum(c => group.Counts[c] == 0 ? 0 : group.Counts[c] * (Shares[part] - have[part][c] / (double)all[c]));

        void Place(Group group, int part)
        {
            waiting.Remove(group);
            parts[part].AddRange(group.Members);
            for (var c = 0; c < classes; c++)
                have[part][c] += group.Counts[c];
        }
    }

    /// <summary>The first part of the split that has no clip of a class, with that class; null when none lacks any.</summary>
    public static (Split Part, int Label)? Lacking(StratifiedSplit split, IReadOnlyList<int> labels)
    {
        foreach (var label in labels.Distinct().Order())
        {
            foreach (var part in Enum.GetValues<Split>())
            {
                if (!split.Indices(part).Any(i => labels[i] == label))
                    return (part, label);
            }
        }
        return null;
    }

    private static int[] Counts(IEnumerable<int> labels, int classes)
    {
        var counts = new int[classes];
        foreach (var label in labels)
            counts[label]++;
        return counts;
    }

    private sealed record Group(int[] Members, int[] Counts);
}
