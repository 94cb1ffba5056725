using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sets;
using Saccade.Editing.Historical;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Data;

/// <summary>
/// A folder of grids as the trainer's data: windows of each timeline, split by source project, with scalers fitted to the training rows. What is asked for
/// at a step is the step itself, which the model is handed: a reconstruction, as the historical system trained it.
/// </summary>
public sealed class GridData : IFamilyData
{
    private readonly CleanGrid[] _grids;
    private readonly string[] _projects;
    private readonly GridWindow[][] _windows = [[], [], []];
    private readonly IReadOnlyList<LeftOutGrid> _leftOut;

    private GridData(string folder, GridDataOptions options, IReadOnlyList<StoredGrid> grids, IReadOnlyList<LeftOutGrid> leftOut, string hash)
    {
        (_leftOut, Layout) = (leftOut, grids[0].Grid.Layout);
        if (options.Overlap >= options.Window)
            throw new RunException($"recipe: data.overlap: {options.Overlap} is not below data.window, {options.Window}");
        Plan = new WindowPlan(options.Window, options.Overlap);
        _grids = [.. grids.Select(g => CleanGrid.Of(g.Grid))];
        _projects = [.. grids.Select(g => g.Project)];
        var splits = ProjectSplit.Of(folder, grids, options.SplitSeed, options.Validation, options.Test);
        foreach (var split in Enum.GetValues<Split>())
            _windows[(int)split] = [.. Enumerable.Range(0, _grids.Length).Where(i => splits[i] == split).SelectMany(WindowsOf)];
        TrainRows = [.. Enumerable.Range(0, _grids.Length).Where(i => splits[i] == Split.Train).Select(i => _grids[i].Values)];
        Scaler = ColumnScaler.Fit(Layout, TrainRows, options.Normalisation);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{hash} {options}")));
    }

    private GridData(GridDataOptions options, ColumnScaler scaler)
    {
        (_leftOut, Layout, Scaler, _grids, _projects, TrainRows, Hash) = ([], scaler.Layout, scaler, [], [], [], "");
        Plan = new WindowPlan(options.Window, options.Overlap);
    }

    ModelFamily IFamilyData.Family => HistoricalFamily.Instance;

    public GridLayout Layout { get; }

    public WindowPlan Plan { get; }

    public ColumnScaler Scaler { get; }

    /// <summary>(T, K V) of each timeline of the training split.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> TrainRows { get; }

    /// <summary>Grids that are not used, and why.</summary>
    public IReadOnlyList<LeftOutGrid> LeftOut => _leftOut;

    /// <summary>Numbers that were missing or not finite, and are 0 now.</summary>
    public long Replaced => _grids.Sum(g => (long)g.Replaced);

    public string Hash { get; }

    public IReadOnlyList<string> ClassNames => [];

    public bool IsEndless => false;

    public IReadOnlyDictionary<string, string> Conditions => new Dictionary<string, string>
    {
        ["values_per_track"] = $"{Layout.Values.Count}",
        ["step"] = _grids.Length > 0 ? $"{_grids[0].Grid.Step}" : "",
    };

    public JsonObject? Description => new()
    {
        ["values_per_track"] = Layout.Values.Count,
        ["scaler"] = Scaler.ToJson(),
    };

    /// <exception cref="RunException">The folder holds no grids that can be used; names it.</exception>
    public static GridData Open(string folder, GridDataOptions options)
    {
        if (folder.Length == 0)
            throw new RunException("recipe: data: is empty; give a folder of grids with --data DIR (a stored set, or .csv and .npz files)");
        try
        {
            var opened = GridFolder.Open(folder);
            if (opened.Grids.FirstOrDefault(g => g.Grid.Step != opened.Grids[0].Grid.Step) is { } other)
                throw new RunException($"{folder}: '{GridTable.Shown(other.Grid.VideoId)}' has steps of {other.Grid.Step} s and '{GridTable.Shown(opened.Grids[0].Grid.VideoId)}' of {opened.Grids[0].Grid.Step} s: make all grids with one step");
            return new GridData(folder, options, opened.Grids, opened.LeftOut, opened.DataHash);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    /// <summary>Data without samples, with the scalers that a run has kept.</summary>
    /// <exception cref="RunException">The description cannot be understood.</exception>
    public static GridData Described(GridDataOptions options, JsonObject description)
    {
        var layout = description["values_per_track"] is JsonValue value && value.TryGetValue<int>(out var values) ? GridLayout.WithValues(values) : null;
        return layout is null
            ? throw new RunException("the run does not say what its grids hold")
            : new GridData(options, ColumnScaler.FromJson(layout, description["scaler"]));
    }

    public int Count(Split split) => _windows[(int)split].Length;

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step)
    {
        var windows = new GridWindow[indices.Length];
        for (var i = 0; i < windows.Length; i++)
            windows[i] = _windows[(int)split][indices[i]];
        var batch = new GridBatch([.. windows.Select(w => w.Id)], [.. windows.Select(w => _projects[w.Grid])], Scaler, Plan.Length);
        for (var i = 0; i < windows.Length; i++)
            batch.Set(i, Inputs(windows[i]).Span, Targets(windows[i]).Span);
        return batch;
    }

    /// <summary>A batch of all windows of one timeline that need not be of this data.</summary>
    /// <exception cref="RunException">A value is none that a model knows.</exception>
    internal GridBatch Whole(TimelineGrid grid)
    {
        var clean = CleanGrid.Of(grid);
        var count = Plan.Count(grid.Steps);
        var batch = new GridBatch([.. Enumerable.Range(0, count).Select(i => $"{grid.VideoId}@{Plan.Window(i, grid.Steps).Start}")], [.. Enumerable.Repeat(grid.Project, count)], Scaler, Plan.Length);
        for (var i = 0; i < count; i++)
        {
            var (start, steps) = Plan.Window(i, grid.Steps);
            var rows = clean.Values.Span.Slice(start * Layout.Width, steps * Layout.Width);
            batch.Set(i, rows, rows);
        }
        return batch;
    }

    public IEnumerable<DataItem> Items(Split split)
    {
        foreach (var (i, window) in _windows[(int)split].Index())
        {
            var inputs = Inputs(window);
            yield return new DataItem
            {
                Id = window.Id,
                Split = split,
                Index = ((long)window.Grid << 32) + i,
                Group = _projects[window.Grid],
                ContentHash = BitConverter.ToUInt64(SHA256.HashData(MemoryMarshal.AsBytes(inputs.Span))),
                // The encoder has no causal mask: every step sees every other.
                Sequence = new SequenceItem(inputs, Targets(window), Layout.Width, LooksAhead: true),
            };
        }
        // What could not be read belongs to no split, and is told of once.
        foreach (var (i, left) in _leftOut.Where(_ => split == Split.Train).Index())
            if (left.IsUnreadable)
                yield return new DataItem { Id = left.Name, Split = split, Index = long.MaxValue - _leftOut.Count + i, Error = left.Cause };
    }

    public void Dispose()
    {
    }

    /// <summary>(t, K V): what the model is handed at each step.</summary>
    private ReadOnlyMemory<float> Inputs(GridWindow window) =>
        _grids[window.Grid].Values.Slice(window.Start * Layout.Width, window.Steps * Layout.Width);

    /// <summary>(t, K V): what it is asked for at each step: no later one, and nothing that is hidden from it.</summary>
    private ReadOnlyMemory<float> Targets(GridWindow window) =>
        _grids[window.Grid].Values.Slice(window.Start * Layout.Width, window.Steps * Layout.Width);

    private IEnumerable<GridWindow> WindowsOf(int grid)
    {
        var steps = _grids[grid].Grid.Steps;
        for (var i = 0; i < Plan.Count(steps); i++)
        {
            var (start, length) = Plan.Window(i, steps);
            yield return new GridWindow(grid, $"{_grids[grid].Grid.VideoId}@{start}", start, length);
        }
    }
}
