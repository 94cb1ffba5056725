using Saccade.Tensors.Random;

namespace Saccade.Training;

/// <summary>
/// Draws samples with replacement, whole groups at a time, since samples of one group are not independent (cluster
/// bootstrap; Efron and Tibshirani, "An introduction to the bootstrap", 1993). The draws depend on the seed and on the
/// number of groups alone, so two models judged on the same samples are drawn alike: their differences are paired.
/// </summary>
public sealed class GroupBootstrap
{
    private readonly int[] groupOf;
    private readonly ulong seed;

    /// <param name="outputs">The samples; their groups are taken in order of first appearance.</param>
    /// <param name="seed">Any number; the same gives the same draws.</param>
    public GroupBootstrap(IReadOnlyList<SampleOutput> outputs, ulong seed)
    {
        this.seed = seed;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        groupOf = [.. outputs.Select(o =>
        {
            var group = o.Group ?? o.Id;
            numbers.TryAdd(group, numbers.Count);
            return numbers[group];
        })];
        Groups = numbers.Count;
    }

    public int Groups { get; }

    /// <summary>How often each sample occurs in draw <paramref name="draw"/>.</summary>
    public void Draw(int draw, Span<int> counts)
    {
        var perGroup = new int[Groups];
        var key = new RandomKey(seed, RandomStream.Evidence, (ulong)draw);
        for (var i = 0; i < Groups; i++)
            perGroup[key.Integer((ulong)i, Groups)]++;
        for (var i = 0; i < counts.Length; i++)
            counts[i] = perGroup[groupOf[i]];
    }
}
