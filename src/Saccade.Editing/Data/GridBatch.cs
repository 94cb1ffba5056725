using System.Buffers;
using Saccade.Editing.Grid;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Editing.Data;

/// <summary>
/// Windows of timelines with what is asked for at each of their steps. Letters: B windows, T steps, K tracks, V values a track. Numbers are normalised,
/// padding is 0 (which is the mean of a z-score).
/// </summary>
public sealed class GridBatch : Batch
{
    private readonly float[] _inputs, _targets;
    private readonly float[][] _groupTargets, _activeWeights, _realWeights;
    private readonly int[] _mask, _active, _asset;
    private readonly bool[] _isReal, _isActive;
    private bool _isDisposed;

    /// <param name="ids">(B): the windows.</param>
    /// <param name="projects">(B): what each belongs to.</param>
    /// <param name="scaler">Normalises what is put in.</param>
    /// <param name="steps">T</param>
    public GridBatch(IReadOnlyList<string> ids, IReadOnlyList<string> projects, ColumnScaler scaler, int steps)
        : base(ids)
    {
        (Projects, Scaler, Steps) = (projects, scaler, steps);
        (_inputs, _targets) = (Rented(Cells * Layout.Values.Count), Rented(Cells * Layout.Values.Count));
        _groupTargets = [.. Layout.Groups.Select(g => Rented(Cells * g.Count))];
        _activeWeights = [.. Layout.Groups.Select(g => Rented(Cells * g.Count))];
        _realWeights = [.. Layout.Groups.Select(g => Rented(Cells * g.Count))];
        (_mask, _active, _asset) = (new int[Count * steps], new int[Cells], new int[Cells]);
        (_isReal, _isActive) = (new bool[Cells], new bool[Cells]);
        Array.Fill(_active, CrossEntropyOperation.IgnoredLabel);
        Array.Fill(_asset, CrossEntropyOperation.IgnoredLabel);
    }

    /// <summary>(B)</summary>
    public IReadOnlyList<string> Projects { get; }

    public ColumnScaler Scaler { get; }

    public GridLayout Layout => Scaler.Layout;

    /// <summary>T</summary>
    public int Steps { get; }

    /// <summary>B T K</summary>
    public int Cells => Count * Steps * GridLayout.Tracks;

    /// <summary>(B, T, K V)</summary>
    public ReadOnlySpan<float> Inputs => Numbers(_inputs, Layout.Values.Count);

    /// <summary>(B, T, K V): what is asked for.</summary>
    public ReadOnlySpan<float> Targets => Numbers(_targets, Layout.Values.Count);

    /// <summary>(B, T): 1 for a step, 0 for padding.</summary>
    public ReadOnlySpan<int> Mask => _mask;

    /// <summary>(B, T, K): 1 where a clip is asked for, 0 where none is, ignored in padding.</summary>
    public ReadOnlySpan<int> ActiveLabels => _active;

    /// <summary>(B, T, K): asset class, ignored in padding.</summary>
    public ReadOnlySpan<int> AssetLabels => _asset;

    /// <summary>(B, T, K): not padding.</summary>
    public IReadOnlyList<bool> CellIsReal => _isReal;

    /// <summary>(B, T, K): not padding, and a clip is there.</summary>
    public IReadOnlyList<bool> CellIsActive => _isActive;

    /// <summary>How many cells are no padding, and how many of them have a clip.</summary>
    public (int Real, int Active) CellCounts { get; private set; }

    /// <summary>(B, T, K, <see cref="NumberGroup.Count"/>): the targets of group <paramref name="group"/> of the layout.</summary>
    public ReadOnlySpan<float> TargetsOf(int group) => Numbers(_groupTargets[group], Layout.Groups[group].Count);

    /// <summary>The same shape: 1 where a number counts, which is where a clip is, or, if <paramref name="inactiveToo"/>, wherever no padding is.</summary>
    public ReadOnlySpan<float> WeightsOf(int group, bool inactiveToo) => Numbers((inactiveToo ? _realWeights : _activeWeights)[group], Layout.Groups[group].Count);

    /// <summary>Takes window <paramref name="n"/>, (t, K V) each, of at most T steps.</summary>
    public void Set(int n, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        var at = n * Steps * Layout.Width;
        Scaler.Normalise(inputs, _inputs.AsSpan(at, inputs.Length));
        Scaler.Normalise(targets, _targets.AsSpan(at, targets.Length));
        _mask.AsSpan(n * Steps, targets.Length / Layout.Width).Fill(1);
        var values = Layout.Values.Count;
        for (var i = 0; i < targets.Length / values; i++)
        {
            var cell = n * Steps * GridLayout.Tracks + i;
            (_active[cell], _asset[cell]) = ((int)targets[i * values + GridLayout.Active], (int)targets[i * values + GridLayout.Asset]);
            (_isReal[cell], _isActive[cell]) = (true, _active[cell] == 1);
            CellCounts = (CellCounts.Real + 1, CellCounts.Active + _active[cell]);
            var numbers = _targets.AsSpan(cell * values + GridLayout.FirstNumber, Layout.Numbers);
            for (var g = 0; g < Layout.Groups.Count; g++)
            {
                var group = Layout.Groups[g];
                numbers.Slice(group.First, group.Count).CopyTo(_groupTargets[g].AsSpan(cell * group.Count));
                _realWeights[g].AsSpan(cell * group.Count, group.Count).Fill(1);
                _activeWeights[g].AsSpan(cell * group.Count, group.Count).Fill(_active[cell]);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!_isDisposed)
        {
            foreach (var numbers in new[] { _inputs, _targets }.Concat(_groupTargets).Concat(_activeWeights).Concat(_realWeights))
                ArrayPool<float>.Shared.Return(numbers);
        }
        _isDisposed = true;
        base.Dispose(disposing);
    }

    /// <summary>Zeros, for this batch until it is disposed.</summary>
    private static float[] Rented(int count)
    {
        var numbers = ArrayPool<float>.Shared.Rent(count);
        numbers.AsSpan(0, count).Clear();
        return numbers;
    }

    private ReadOnlySpan<float> Numbers(float[] numbers, int perCell) =>
        _isDisposed ? throw new ObjectDisposedException(nameof(GridBatch)) : numbers.AsSpan(0, Cells * perCell);
}
