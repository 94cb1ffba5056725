using Saccade.Training;

namespace Saccade.Trajectories.Sets;

/// <summary>
/// Which samples of a set belong to training, validation and test: 60, 20 and 20 of every hundred of each class, drawn at random
/// by the set's seed. The indices are stored with the set, so that every run on it has the same parts.
/// </summary>
public sealed class StratifiedSplit
{
    private readonly int[][] indices;

    private StratifiedSplit(int[] train, int[] validation, int[] test) => indices = [train, validation, test];

    /// <summary>Sample indices of a part, ascending.</summary>
    public IReadOnlyList<int> Indices(Split split) => indices[(int)split];

    /// <summary>
    /// Draws the split of samples with these labels. Where 60 % of a class is no whole number the parts of one class are a sample
    /// more or less, so that over all classes the sizes come out as near to 60/20/20 as they can.
    /// </summary>
    public static StratifiedSplit Draw(IReadOnlyList<int> labels, ulong seed)
    {
        List<int>[] parts = [[], [], []];
        var dealt = 0;
        foreach (var group in labels.Select((label, index) => (label, index)).GroupBy(sample => sample.label).OrderBy(g => g.Key))
        {
            var members = group.Select(sample => sample.index).ToArray();
            new SampleRandom(seed, group.Key, SamplePurpose.Split).Shuffle(members);
            // One deal of five places over all classes: three for training, one each for validation and test.
            foreach (var member in members)
                parts[PartOfPlace(dealt++ % 5)].Add(member);
        }
        return new([.. parts[0].Order()], [.. parts[1].Order()], [.. parts[2].Order()]);
    }

    /// <summary>The split with these stored indices.</summary>
    /// <exception cref="ArgumentException">The three are not a division of 0 to <paramref name="count"/> - 1.</exception>
    public static StratifiedSplit FromStored(int[] train, int[] validation, int[] test, int count)
    {
        if (!train.Concat(validation).Concat(test).Order().SequenceEqual(Enumerable.Range(0, count)))
            throw new ArgumentException($"the parts of its split do not hold each of its {count} samples once");
        return new(train, validation, test);
    }

    private static int PartOfPlace(int place) => place switch
    {
        1 => (int)Split.Validation,
        3 => (int)Split.Test,
        _ => (int)Split.Train,
    };
}
