using System.Globalization;

namespace Saccade.Cli.Queue;

/// <summary>The option <c>--seeds 1,2,3</c>.</summary>
internal static class SeedList
{
    private const int Most = 1000;

    /// <exception cref="UsageException">Not a list of different whole numbers from 0.</exception>
    public static IReadOnlyList<int> Parse(string text)
    {
        var seeds = text.Split(',', StringSplitOptions.TrimEntries).Select(Seed).ToArray();
        if (seeds.Length > Most)
            throw new UsageException($"--seeds has {seeds.Length} seeds; at most {Most} make a queue");
        if (seeds.GroupBy(s => s).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UsageException($"--seeds has {twice.Key} twice: the same run would be trained again");
        return seeds;

        int Seed(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new UsageException($"--seeds is '{text}', but has to be whole numbers from 0 with commas between them, such as 1,2,3");
    }
}
