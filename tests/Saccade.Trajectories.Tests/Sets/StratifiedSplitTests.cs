using Saccade.Training;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Tests.Sets;

/// <summary>The split gives every class its 60, 20 and 20 %, at random but for ever the same.</summary>
public class StratifiedSplitTests
{
    private static readonly Split[] Parts = [Split.Train, Split.Validation, Split.Test];

    [Fact]
    public void Twenty_thousand_balanced_samples_split_exactly()
    {
        var labels = Enumerable.Range(0, 20_000).Select(i => i % 4).ToArray();
        var split = StratifiedSplit.Draw(labels, seed: 1);
        Assert.Equal([12_000, 4_000, 4_000], Parts.Select(p => split.Indices(p).Count));
        foreach (var part in Parts)
            Assert.All(Enumerable.Range(0, 4), c => Assert.Equal(split.Indices(part).Count / 4, split.Indices(part).Count(i => labels[i] == c)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(101)]
    public void Every_sample_is_in_one_part_at_any_number(int samples)
    {
        var split = StratifiedSplit.Draw([.. Enumerable.Range(0, samples).Select(i => i * 7 % 4)], seed: 3);
        Assert.Equal(Enumerable.Range(0, samples), Parts.SelectMany(split.Indices).Order());
        Assert.InRange(split.Indices(Split.Train).Count, 0.6 * samples - 1, 0.6 * samples + 1);
        Assert.All(Parts, part => Assert.NotEmpty(split.Indices(part)));
    }

    [Fact]
    public void A_set_stored_class_by_class_is_stratified_too()
    {
        var labels = Enumerable.Range(0, 1000).Select(i => i / 250).ToArray();
        var split = StratifiedSplit.Draw(labels, seed: 1);
        Assert.All(Parts, part => Assert.Equal(4, split.Indices(part).Select(i => labels[i]).Distinct().Count()));
        Assert.Equal([150, 150, 150, 150], split.Indices(Split.Train).GroupBy(i => labels[i]).Select(g => g.Count()));
    }

    [Fact]
    public void The_seed_decides()
    {
        var labels = Enumerable.Range(0, 100).Select(i => i % 4).ToArray();
        Assert.Equal(StratifiedSplit.Draw(labels, 1).Indices(Split.Test), StratifiedSplit.Draw(labels, 1).Indices(Split.Test));
        Assert.NotEqual(StratifiedSplit.Draw(labels, 1).Indices(Split.Test), StratifiedSplit.Draw(labels, 2).Indices(Split.Test));
    }

    [Fact]
    public void Stored_parts_must_divide_the_set()
    {
        Assert.Throws<ArgumentException>(() => StratifiedSplit.FromStored([0, 1, 2], [2], [3], count: 4));
        Assert.Throws<ArgumentException>(() => StratifiedSplit.FromStored([0, 1], [2], [3], count: 5));
        Assert.Equal([2], StratifiedSplit.FromStored([0, 1], [2], [3], count: 4).Indices(Split.Validation));
    }
}
