using System.Text.Json;

namespace Saccade.Training;

/// <summary>
/// What a run's inputs looked like on validation: for each statistic that the learner reported, the range between two extreme
/// quantiles. An input with a statistic outside is not what the model's numbers were measured on.
/// </summary>
/// <param name="Ranges">By the statistic's name.</param>
public sealed record InputDomain(IReadOnlyDictionary<string, DomainRange> Ranges)
{
    private const double LowQuantile = 0.005;
    private const double HighQuantile = 0.995;

    /// <summary>How far beyond its quantiles a statistic may lie, as a share of their distance.</summary>
    private const double Margin = 0.1;

    /// <returns>Null when the outputs carry no statistics.</returns>
    public static InputDomain? Of(IReadOnlyList<SampleOutput> outputs)
    {
        var values = outputs.Select(o => o.Statistics).OfType<IReadOnlyDictionary<string, double>>().SelectMany(s => s).ToLookup(s => s.Key, s => s.Value);
        return values.Count == 0 ? null : new InputDomain(values.ToDictionary(v => v.Key, v =>
        {
            var sorted = v.Where(double.IsFinite).Order().ToArray();
            return new DomainRange(Quantile.OfSorted(sorted, LowQuantile), Quantile.OfSorted(sorted, HighQuantile));
        }));
    }

    /// <summary>The domain that a run stored.</summary>
    /// <returns>Null when its application reports no statistics.</returns>
    public static InputDomain? Read(RunFolder run) => File.Exists(run.DomainPath) ? RunJson.ReadFile<InputDomain>(run.DomainPath) : null;

    public void Write(RunFolder run) => AtomicFile.WriteText(run.DomainPath, JsonSerializer.Serialize(this, RunJson.Indented) + "\n");

    /// <summary>The statistics of <paramref name="output"/> that lie outside, by name; none: the input is in the domain.</summary>
    public IReadOnlyList<string> Outside(SampleOutput output) =>
        [.. Ranges.Where(r => output.Statistics?.TryGetValue(r.Key, out var value) == true && !r.Value.Holds(value, Margin)).Select(r => r.Key)];
}

/// <summary>The range of one statistic.</summary>
public sealed record DomainRange(double Low, double High)
{
    internal bool Holds(double value, double margin)
    {
        var beyond = margin * (High - Low);
        return value >= Low - beyond && value <= High + beyond;
    }
}
