using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Learning;

/// <summary>Adds up how far answers about the cells of one window lie from the truth, whoever gave them.</summary>
internal sealed class CellJudge(ColumnScaler scaler)
{
    private readonly Dictionary<string, Ratio> _ratios = new(StringComparer.Ordinal)
    {
        [GridMetrics.ActiveLoss] = default,
        [GridMetrics.AssetLoss] = default,
        [GridMetrics.ActiveF1] = default,
    };

    /// <summary>The sums, by metric.</summary>
    public IReadOnlyDictionary<string, Ratio> Ratios => _ratios;

    /// <param name="track">The cell's track, from 0.</param>
    /// <param name="truth">(V), its numbers normalised.</param>
    /// <param name="activeLog">Logarithms of the probabilities of no clip and of a clip.</param>
    /// <param name="assetLog">Logarithm of the probability of the true asset class.</param>
    /// <param name="numbers">(N), normalised.</param>
    public void Add(int track, ReadOnlySpan<float> truth, (double Off, double On) activeLog, double assetLog, ReadOnlySpan<float> numbers)
    {
        var (layout, isActive, saysActive) = (scaler.Layout, truth[GridLayout.Active] == 1, activeLog.On > activeLog.Off);
        Count(GridMetrics.ActiveLoss, -(isActive ? activeLog.On : activeLog.Off), 1);
        Count(GridMetrics.AssetLoss, -assetLog, 1);
        // F1 = 2 hits / (said + true).
        Count(GridMetrics.ActiveF1, isActive && saysActive ? 2 : 0, (isActive ? 1 : 0) + (saysActive ? 1 : 0));
        if (!isActive)
            return;
        foreach (var group in layout.Groups)
        {
            double squares = 0, distance = 0;
            var inNativeUnits = Math.Min(group.Count, NativeNumbers(group));
            for (var i = 0; i < group.Count; i++)
            {
                var (value, said) = (truth[GridLayout.FirstNumber + group.First + i], numbers[group.First + i]);
                squares += (said - (double)value) * (said - (double)value);
                var column = track * layout.Values.Count + GridLayout.FirstNumber + group.First + i;
                distance += i < inNativeUnits ? Math.Abs(scaler.Restore(column, said) - scaler.Restore(column, value)) : 0;
            }
            Count(GridMetrics.LossOf(group.Name), squares, 1);
            Count($"{group.Name}_mae", distance, inNativeUnits);
        }
    }

    /// <summary>The output of a window, as far as its cells go.</summary>
    public SampleOutput ToOutput(GridBatch batch, int n) => new() { Id = batch.Ids[n], Group = batch.Projects[n], Ratios = Ratios };

    private void Count(string name, double sum, double count) => _ratios[name] = _ratios.GetValueOrDefault(name) + new Ratio(sum, count);

    // Of a position with an anchor, the position alone.
    private static int NativeNumbers(NumberGroup group) => group.Name == "position" ? 2 : group.Count;
}
