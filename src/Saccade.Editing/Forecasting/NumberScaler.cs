using System.Text.Json.Nodes;
using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// Brings a clip's numbers to one size: the logarithm of the scale, positions in frames, crops in parts, each less its mean and over its deviation among training cells
/// <em>with a clip</em>, all tracks together. So a seldom used track has numbers like any other's.
/// </summary>
public sealed class NumberScaler
{
    private const double SmallestFactor = 0.01, LargestFactor = 1000, SmallestDeviation = 1e-3, PerCent = 100, HalfTurn = 180;

    private readonly double[] _units, _means, _deviations;
    private readonly int _scale;

    private NumberScaler(GridLayout layout, double[] means, double[] deviations)
    {
        (Layout, _means, _deviations) = (layout, means, deviations);
        _scale = layout.IndexOf("scale") - GridLayout.FirstNumber;
        _units = [.. layout.Values.Skip(GridLayout.FirstNumber).Select(UnitOf)];

        double UnitOf(string value) => value switch
        {
            "scale" => layout == GridLayout.Nine ? PerCent : 1,
            "rotation" => HalfTurn,
            _ => value.StartsWith("crop", StringComparison.Ordinal) ? PerCent : 1,
        };
    }

    public GridLayout Layout { get; }

    /// <param name="layout">What a row holds.</param>
    /// <param name="timelines">(T, K V) each: the training split.</param>
    public static NumberScaler Fit(GridLayout layout, IReadOnlyList<ReadOnlyMemory<float>> timelines)
    {
        var (sums, squares, count) = (new double[layout.Numbers], new double[layout.Numbers], 0L);
        var plain = new NumberScaler(layout, new double[layout.Numbers], [.. Enumerable.Repeat(1.0, layout.Numbers)]);
        foreach (var timeline in timelines)
        {
            var all = timeline.Span;
            for (var at = 0; at < all.Length; at += layout.Values.Count)
            {
                if (all[at + GridLayout.Active] != 1)
                    continue;
                count++;
                for (var n = 0; n < layout.Numbers; n++)
                {
                    var value = plain.Normalise(n, all[at + GridLayout.FirstNumber + n]);
                    sums[n] += value;
                    squares[n] += (double)value * value;
                }
            }
        }
        var means = Array.ConvertAll(sums, s => s / Math.Max(1, count));
        return new NumberScaler(layout, means, [.. squares.Select((s, n) => Math.Sqrt(Math.Max(0, (s / Math.Max(1, count)) - (means[n] * means[n])))).Select(d => d < SmallestDeviation ? 1 : d)]);
    }

    /// <param name="number">Counted from <see cref="GridLayout.FirstNumber"/>.</param>
    /// <param name="value">In native units.</param>
    public float Normalise(int number, float value)
    {
        var parts = value / _units[number];
        return (float)(((number == _scale ? Math.Log(Math.Max(SmallestFactor, parts)) : parts) - _means[number]) / _deviations[number]);
    }

    /// <summary>What <see cref="Normalise"/> was given; a scale lies between a hundredth and a thousandfold.</summary>
    public float Restore(int number, double normalised)
    {
        var parts = (normalised * _deviations[number]) + _means[number];
        return (float)((number == _scale ? Math.Clamp(Math.Exp(parts), SmallestFactor, LargestFactor) : parts) * _units[number]);
    }

    internal JsonObject ToJson() => new()
    {
        ["means"] = new JsonArray([.. _means.Select(v => (JsonNode)v)]),
        ["deviations"] = new JsonArray([.. _deviations.Select(v => (JsonNode)v)]),
    };

    /// <exception cref="RunException">The numbers are not those of this layout.</exception>
    internal static NumberScaler FromJson(GridLayout layout, JsonNode? json)
    {
        double[] Of(string name) => [.. json![name]!.AsArray().Select(v => v!.GetValue<double>())];
        var (means, deviations) = (Of("means"), Of("deviations"));
        return means.Length == layout.Numbers && deviations.Length == layout.Numbers && Array.TrueForAll(deviations, d => d > 0)
            ? new NumberScaler(layout, means, deviations)
            : throw new RunException($"the run's scaler is not that of {layout.Numbers} numbers");
    }
}
