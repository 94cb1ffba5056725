using System.Security.Cryptography;

namespace Saccade.Trajectories.Import;

/// <summary>
/// Finds clips of different groups that show the same, or nearly so, and makes one group of theirs: twins on both sides of a split would test memory. Nearly: their
/// thumbnails are closer than a fiftieth of the median distance, which is what the check <c>near_duplicates</c> asks.
/// </summary>
internal sealed class Twins
{
    // Each pair is compared; of more clips only the equal ones are found here, and the check looks at the rest.
    private const int MostCompared = 4000;
    private const double Near = 0.02;

    private readonly List<(string Name, string Group, string Hash, float[] Thumbnail)> clips = [];

    /// <param name="name">The clip's recording.</param>
    /// <param name="group">Its group.</param>
    /// <param name="clip">(T,S,S,3)</param>
    /// <param name="thumbnail">A few numbers in which clips that look alike lie near.</param>
    public void Add(string name, string group, ReadOnlySpan<byte> clip, float[] thumbnail) =>
        clips.Add((name, group, Convert.ToHexString(SHA256.HashData(clip)), thumbnail));

    /// <summary>Each clip's group after twins have been joined, in the order in which clips were added, and which recordings are twins.</summary>
    public (string[] Groups, IReadOnlyList<(string First, string Second)> Pairs) Join()
    {
        var parent = clips.Select(c => c.Group).Distinct().ToDictionary(g => g, g => g, StringComparer.Ordinal);
        var pairs = new List<(string, string)>();
        foreach (var same in clips.GroupBy(c => c.Hash).Where(g => g.Skip(1).Any()))
        {
            foreach (var other in same.Skip(1))
                Pair(same.First(), other);
        }
        if (clips.Count <= MostCompared)
        {
            var distances = new List<float>();
            for (var i = 0; i < clips.Count; i += 1 + clips.Count / 300)
            {
                for (var j = i + 1; j < clips.Count; j += 1 + clips.Count / 300)
                    distances.Add(Squared(clips[i].Thumbnail, clips[j].Thumbnail));
            }
            distances.Sort();
            var bound = distances.Count == 0 ? 0 : Near * Near * distances[distances.Count / 2];
            for (var i = 0; i < clips.Count; i++)
            {
                for (var j = i + 1; j < clips.Count; j++)
                {
                    if (clips[i].Group != clips[j].Group && Squared(clips[i].Thumbnail, clips[j].Thumbnail) < bound)
                        Pair(clips[i], clips[j]);
                }
            }
        }
        return ([.. clips.Select(c => Root(c.Group))], [.. pairs.Distinct()]);

        void Pair((string Name, string Group, string, float[]) first, (string Name, string Group, string, float[]) second)
        {
            if (first.Group == second.Group)
                return;
            pairs.Add((first.Name, second.Name));
            parent[Root(second.Group)] = Root(first.Group);
        }

        string Root(string group)
        {
            while (parent[group] != group)
                group = parent[group];
            return group;
        }
    }

    private static float Squared(float[] a, float[] b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
