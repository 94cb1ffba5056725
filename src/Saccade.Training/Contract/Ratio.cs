namespace Saccade.Training;

/// <summary>A sum, and what it is divided by once those of all samples are added up.</summary>
public readonly record struct Ratio(double Sum, double Count)
{
    public static Ratio operator +(Ratio a, Ratio b) => new(a.Sum + b.Sum, a.Count + b.Count);

    /// <summary>The ratios of a name in <see cref="SampleOutput.Ratios"/> added up, each as often as its sample was drawn.</summary>
    /// <param name="name">What the ratio is called.</param>
    /// <param name="outputs">Samples, some of which may not have it.</param>
    /// <param name="counts">How often each was drawn.</param>
    public static Ratio Of(string name, ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        var all = default(Ratio);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (counts[i] > 0 && outputs[i].Ratios is { } ratios && ratios.TryGetValue(name, out var ratio))
                all += new Ratio(counts[i] * ratio.Sum, counts[i] * ratio.Count);
        }
        return all;
    }
}
