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
    private readonly int[] _mask, _active, _asset;
    private readonly bool[] _isReal, _isActive;

    /// <param name="ids">(B): the windows.</param>
    /// <param name="projects">(B): what each belongs to.</param>
    /// <param name="scaler">Normalises what is put in.</param>
    /// <param name="steps">T</param>
    public GridBatch(IReadOnlyList<string> ids, IReadOnlyList<string> projects, ColumnScaler scaler, int steps)
        : base(ids)
    {
        (Projects, Scaler, Steps) = (projects, scaler, steps);
        (_inputs, _targets) = (new float[Count * steps * Layout.Width], new float[Count * steps * Layout.Width]);
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
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>(B, T, K V): what is asked for.</summary>
    public ReadOnlySpan<float> Targets => _targets;

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

    /// <summary>(B, T, K, <see cref="NumberGroup.Count"/>): the targets of a group of numbers.</summary>
    public float[] TargetsOf(NumberGroup group)
    {
        var (values, first) = (Layout.Values.Count, GridLayout.FirstNumber + group.First);
        var targets = new float[Cells * group.Count];
        for (var cell = 0; cell < Cells; cell++)
            _targets.AsSpan(cell * values + first, group.Count).CopyTo(targets.AsSpan(cell * group.Count));
        return targets;
    }

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
        }
    }
}
