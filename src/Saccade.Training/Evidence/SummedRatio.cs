namespace Saccade.Training;

/// <summary>The ratios of a name in <see cref="SampleOutput.Ratios"/>, looked up once and added up for any draw of the samples.</summary>
public sealed class SummedRatio
{
    private readonly (int Sample, Ratio Ratio)[] ratios;

    /// <param name="name">What the ratio is called.</param>
    /// <param name="outputs">Samples, some of which may not have it.</param>
    public SummedRatio(string name, IReadOnlyList<SampleOutput> outputs) =>
        ratios = [.. outputs.Index().Where(o => o.Item.Ratios?.ContainsKey(name) == true).Select(o => (o.Index, o.Item.Ratios![name]))];

    /// <summary>Added up, each as often as its sample was drawn.</summary>
    public Ratio Of(ReadOnlySpan<int> counts)
    {
        var all = default(Ratio);
        foreach (var (sample, ratio) in ratios)
            all += new Ratio(counts[sample] * ratio.Sum, counts[sample] * ratio.Count);
        return all;
    }
}
