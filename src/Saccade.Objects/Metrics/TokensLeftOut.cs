using Saccade.Training;

namespace Saccade.Objects.Metrics;

/// <summary><c>tokens_left_out</c>: how many of a clip's sightings the token budget left out, on average.</summary>
public sealed class TokensLeftOut : IMetric
{
    /// <summary>Where outputs keep it.</summary>
    internal const string Statistic = "tokens_left_out";

    public string Name => Statistic;

    public string Meaning => "sightings a clip that the token budget left out";

    public bool HigherIsBetter => false;

    public bool IsClaim => false;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        var (sum, all) = (0.0, 0L);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Statistics is not { } statistics || !statistics.TryGetValue(Statistic, out var leftOut))
                continue;
            sum += counts[i] * leftOut;
            all += counts[i];
        }
        return all > 0 ? sum / all : double.NaN;
    }
}
