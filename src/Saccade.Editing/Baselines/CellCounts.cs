using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Historical;

namespace Saccade.Editing.Baselines;

/// <summary>What the training rows tell of each track without a model: how often it is active, its asset classes, its mean numbers, and how seldom anything changes.</summary>
internal sealed class CellCounts
{
    private readonly double[] _active = new double[GridLayout.Tracks];
    private readonly double[,] _asset = new double[GridLayout.Tracks, HistoricalModel.AssetClasses];
    private readonly float[] _means;
    private readonly int _numbers;

    public CellCounts(GridData data)
    {
        var (layout, scaler) = (data.Layout, data.Scaler);
        var (values, width) = (layout.Values.Count, layout.Width);
        _numbers = layout.Numbers;
        var sums = new double[GridLayout.Tracks * _numbers];
        var actives = new double[GridLayout.Tracks];
        long rows = 0, pairs = 0, flips = 0, changes = 0;
        foreach (var part in data.TrainRows)
        {
            var all = part.Span;
            for (var at = 0; at < all.Length; at += width)
            {
                rows++;
                for (var track = 0; track < GridLayout.Tracks; track++)
                {
                    var cell = all.Slice(at + track * values, values);
                    _asset[track, (int)cell[GridLayout.Asset]]++;
                    if (at > 0)
                    {
                        pairs++;
                        flips += cell[GridLayout.Active] != all[at - width + track * values + GridLayout.Active] ? 1 : 0;
                        changes += cell[GridLayout.Asset] != all[at - width + track * values + GridLayout.Asset] ? 1 : 0;
                    }
                    if (cell[GridLayout.Active] != 1)
                        continue;
                    actives[track]++;
                    for (var v = 0; v < _numbers; v++)
                        sums[track * _numbers + v] += scaler.Normalise(track * values + GridLayout.FirstNumber + v, cell[GridLayout.FirstNumber + v]);
                }
            }
        }
        // One more of each (Laplace): what never happened in training is improbable, not impossible.
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            _active[track] = (actives[track] + 1) / (rows + 2);
            for (var c = 0; c < HistoricalModel.AssetClasses; c++)
                _asset[track, c] = (_asset[track, c] + 1) / (rows + HistoricalModel.AssetClasses);
        }
        (FlipShare, AssetChangeShare) = ((flips + 1.0) / (pairs + 2), (changes + 1.0) / (pairs + 2));
        _means = [.. sums.Select((sum, i) => (float)(sum / Math.Max(1, actives[i / _numbers])))];
    }

    /// <summary>How often a cell's <c>active</c> differs from the step before, over all tracks.</summary>
    public double FlipShare { get; }

    /// <summary>The same of its asset class.</summary>
    public double AssetChangeShare { get; }

    public double ActiveShare(int track) => _active[track];

    public double AssetShare(int track, int asset) => _asset[track, asset];

    /// <summary>(N): the track's mean normalised numbers where it is active, the best constants under squared error.</summary>
    public ReadOnlySpan<float> Means(int track) => _means.AsSpan(track * _numbers, _numbers);
}
