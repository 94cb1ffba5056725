using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Grid.Sets;
using Saccade.Editing.Judging;
using Saccade.Media;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// A folder of grids for models of tracks. Training samples are windows, cut and changed anew each time; what is judged are whole timelines. Which cells are hidden of a judged timeline, where any are, does not
/// depend on the run.
/// </summary>
public sealed class TrackData : IFamilyData, IForecastData
{
    // Of one timeline that is judged, apart from every training draw.
    private const ulong Judged = ulong.MaxValue;

    private readonly TrackDataOptions _options;
    private readonly AugmentOptions _augment;
    private readonly ulong _seed;
    private readonly int _batchSize;
    private readonly CleanGrid[] _grids;
    private readonly GridContent?[] _content;
    private readonly string[] _projects;
    private readonly Lazy<IReadOnlyList<DueChange>?>[] _due;
    private readonly int[][] _splits = [[], [], []];
    private readonly (int Grid, int Start)[] _windows = [];
    private readonly IReadOnlyList<LeftOutGrid> _leftOut;

    private TrackData(string folder, IReadOnlyList<StoredGrid> grids, IReadOnlyList<LeftOutGrid> leftOut, AssetRules? assets, string hash, Recipe recipe)
        : this(recipe)
    {
        _leftOut = leftOut;
        _grids = [.. grids.Select(g => CleanGrid.Of(g.Grid))];
        _projects = [.. grids.Select(g => g.Project)];
        _due = [.. grids.Select(g => new Lazy<IReadOnlyList<DueChange>?>(() => DueChange.Of(g)))];
        var splits = ProjectSplit.Of(folder, grids, _options.SplitSeed, _options.Validation, _options.Test);
        foreach (var split in Enum.GetValues<Split>())
            _splits[(int)split] = [.. Enumerable.Range(0, _grids.Length).Where(i => splits[i] == split)];
        Facts = TrackFacts.Of([.. _splits[(int)Split.Train].Select(i => _grids[i].Cleaned)], _options.Habitual, _options.Content) with { Assets = assets };
        _content = [.. _grids.Select(g => Facts.ContentOf(g.Grid))];
        _windows = [.. _splits[(int)Split.Train].SelectMany(i => Enumerable.Range(0, (_grids[i].Grid.Steps + _options.Window - 1) / _options.Window).Select(w => (i, w * _options.Window)))];
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{hash} {_options}")));
    }

    private TrackData(TrackData of, string difference, GridContent?[] content)
    {
        (_options, _augment, _seed, _batchSize, _grids, _projects, _due) = (of._options, of._augment, of._seed, of._batchSize, of._grids, of._projects, of._due);
        (_splits, _windows, _leftOut, Facts, _content) = (of._splits, of._windows, of._leftOut, of.Facts, content);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{of.Hash} {difference}")));
    }

    private TrackData(Recipe recipe)
    {
        (_options, _augment) = (recipe.Options<TrackDataOptions>(), recipe.Options<AugmentOptions>());
        (_seed, _batchSize) = ((ulong)recipe.Run.Seed, recipe.Run.BatchSize);
        (_grids, _content, _projects, _due, _leftOut, Facts, Hash) = ([], [], [], [], [], null!, "");
    }

    ModelFamily IFamilyData.Family => TracksFamily.Instance;

    public TrackFacts Facts { get; private init; }

    public Objective Objective => _options.Objective;

    /// <summary>Steps of content in a token.</summary>
    public int Memory => _options.Memory;

    IReadOnlyList<TimelineGrid> IForecastData.Training => [.. _splits[(int)Split.Train].Select(i => _grids[i].Cleaned)];

    public IReadOnlyList<LeftOutGrid> LeftOut => _leftOut;

    public string Hash { get; }

    public IReadOnlyList<string> ClassNames => [];

    public bool IsEndless => false;

    public IReadOnlyDictionary<string, string> Conditions => new Dictionary<string, string>
    {
        ["values_per_track"] = $"{Facts.Layout.Values.Count}",
        ["step"] = $"{Facts.Step}",
        ["content"] = string.Join(' ', Facts.Content),
    };

    public JsonObject? Description => Facts.ToJson();

    /// <exception cref="RunException">The folder holds no grids that can be used; names it.</exception>
    public static TrackData Open(Recipe recipe)
    {
        var folder = recipe.Run.Data;
        if (folder.Length == 0)
            throw new RunException("recipe: data: is empty; give a folder of grids with --data DIR (a stored set, or .csv and .npz files)");
        try
        {
            var opened = GridFolder.Open(folder);
            if (opened.Grids.FirstOrDefault(g => g.Grid.Step != opened.Grids[0].Grid.Step) is { } other)
                throw new RunException($"{folder}: '{GridTable.Shown(other.Grid.VideoId)}' has steps of {other.Grid.Step} s and '{GridTable.Shown(opened.Grids[0].Grid.VideoId)}' of {opened.Grids[0].Grid.Step} s: make all grids with one step");
            return new TrackData(folder, opened.Grids, opened.LeftOut, opened.Assets, opened.DataHash, recipe);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    /// <summary>Timelines in memory, all of one layout and step.</summary>
    /// <param name="grids">With their splits, or to be dealt to them.</param>
    /// <param name="recipe">What is asked for, and how windows are cut.</param>
    public static TrackData Of(IReadOnlyList<StoredGrid> grids, Recipe recipe) => new("memory", grids, [], null, "", recipe);

    /// <summary>Data without samples, with what a run has kept.</summary>
    /// <exception cref="RunException">The description cannot be understood.</exception>
    public static TrackData Described(Recipe recipe, JsonObject description) => new(recipe) { Facts = TrackFacts.FromJson(description) };

    /// <summary>The same timelines, of which nobody knows what is heard and seen.</summary>
    internal TrackData WithoutContent() => new(this, "without content", new GridContent?[_content.Length]);

    public int Count(Split split) => split == Split.Train ? _windows.Length : _splits[(int)split].Length;

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step)
    {
        var isTraining = split == Split.Train;
        var windows = indices.ToArray().Select((index, i) => isTraining ? Augmented(index, step, i) : Whole(_splits[(int)split][index])).ToArray();
        return Batch(windows);
    }

    /// <summary>A batch of one whole timeline that need not be of this data.</summary>
    /// <param name="grid">The timeline.</param>
    /// <param name="hidden">(T, U): what is to be said of it; null for the rows to come.</param>
    /// <exception cref="RunException">A value is none that a model knows.</exception>
    internal TrackBatch Whole(TimelineGrid grid, bool[]? hidden)
    {
        var clean = CleanGrid.Of(grid);
        return Batch([new Window(grid.VideoId, new AskedTimeline(clean.Cleaned, grid.Project, true, hidden), new WindowSource { Rows = clean.Values, Content = Facts.ContentOf(grid), Hidden = hidden }, 0, grid.Steps)]);
    }

    IEnumerable<ForecastSample> IForecastData.Samples(Split split) => _splits[(int)split].Select(i => SampleOf(Whole(i).Timeline));

    /// <summary>What is judged of a whole timeline: rows of which something lies before them, or what is hidden.</summary>
    internal ForecastSample SampleOf(AskedTimeline timeline)
    {
        var (steps, tracks, hidden) = (timeline.Grid.Steps, Facts.Tracks.Count, timeline.Hidden);
        var place = Array.FindIndex(_grids, g => g.Cleaned == timeline.Grid);
        var sample = new ForecastSample(timeline.Grid.VideoId, timeline.Project, timeline.Grid, Objective switch
        {
            Objective.NextStep => Forecast.Next(1, steps),
            Objective.NextSecond => Forecast.Later(Objective.Horizon(), 0, steps),
            _ => [.. Enumerable.Range(0, steps).Where(step => hidden.AsSpan(step * tracks, tracks).Contains(true)).Select(step => new Forecast(step, step))],
        })
        {
            Due = place < 0 ? null : _due[place].Value,
        };
        if (Objective.IsCausal())
            return sample;
        var cells = new bool[steps * GridLayout.Tracks];
        for (var i = 0; i < hidden!.Length; i++)
            cells[(i / tracks * GridLayout.Tracks) + Facts.Tracks[i % tracks]] = hidden[i];
        return sample with { Hidden = cells };
    }

    public IEnumerable<DataItem> Items(Split split)
    {
        foreach (var i in _splits[(int)split])
        {
            yield return new DataItem
            {
                Id = _grids[i].Grid.VideoId,
                Split = split,
                Index = i,
                Group = _projects[i],
                ContentHash = BitConverter.ToUInt64(SHA256.HashData(MemoryMarshal.AsBytes(_grids[i].Values.Span))),
                Sequence = Sequence(i),
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

    private TrackBatch Batch(IReadOnlyList<Window> windows)
    {
        var batch = new TrackBatch([.. windows.Select(w => w.Id)], [.. windows.Select(w => w.Timeline)], Facts, Objective, Memory, windows.Max(w => w.Steps));
        var writer = new WindowWriter(Facts, Objective, Memory);
        for (var n = 0; n < windows.Count; n++)
            writer.Write(batch, n, windows[n].Source, windows[n].Start, windows[n].Steps);
        return batch;
    }

    private Window Whole(int grid)
    {
        var (clean, hidden) = (_grids[grid], Objective.IsCausal() ? null : Hidden(_grids[grid].Grid.Steps, new RandomKey(0, RandomStream.Augmentation, Judged, (uint)grid)));
        return new Window(clean.Grid.VideoId, new AskedTimeline(clean.Cleaned, _projects[grid], true, hidden), new WindowSource { Rows = clean.Values, Content = _content[grid], Hidden = hidden }, 0, clean.Grid.Steps);
    }

    private Window Augmented(long index, long step, int sample)
    {
        var (grid, nominal) = _windows[index];
        var key = new RandomKey(_seed, RandomStream.Augmentation, (ulong)step, (uint)sample);
        var augmentation = new TrackAugmentation(_augment, key);
        var order = augmentation.Order(_grids[grid].Grid.Steps);
        var steps = order?.Length ?? _grids[grid].Grid.Steps;
        var length = Math.Min(steps, LengthAt(step));
        var start = _augment.Crop ? augmentation.Start(steps - length) : Math.Min(nominal, steps - length);
        var hidden = Objective.IsCausal() ? augmentation.HidesTracks ? HiddenCells.Tracks(steps, Facts.Tracks.Count, key with { Call = key.Call + TrackAugmentation.OwnSeries }) : null : Hidden(steps, key with { Call = key.Call + TrackAugmentation.OwnSeries });
        return new Window($"{_grids[grid].Grid.VideoId}@{start}", new AskedTimeline(_grids[grid].Cleaned, _projects[grid], false, hidden),
            new WindowSource { Rows = _grids[grid].Values, Content = augmentation.HidesContent ? null : _content[grid], Order = order, Hidden = hidden, Disturbance = augmentation.Disturbance }, start, length);
    }

    private bool[] Hidden(int steps, RandomKey key) => key.Uniform(ulong.MaxValue) < _options.MaskTracks
        ? HiddenCells.Tracks(steps, Facts.Tracks.Count, key)
        : HiddenCells.Spans(steps, Facts.Tracks.Count, _options.MaskSpan, key);

    /// <summary>Windows grow from a quarter of their length over the first epochs.</summary>
    private int LengthAt(long step)
    {
        var grown = _options.Curriculum == 0 ? 1 : step * (double)_batchSize / (_options.Curriculum * _windows.Length);
        return Math.Max(2, (int)(_options.Window * Math.Min(1, 0.25 + (0.75 * grown))));
    }

    /// <summary>What stands at each step of what is handed over and of what is asked for, beside each other.</summary>
    private SequenceItem Sequence(int grid)
    {
        var (values, layout) = (_grids[grid].Values, Facts.Layout);
        if (Objective.IsCausal())
        {
            // At the row that is asked for, the last that is known lies a horizon back.
            var ahead = Math.Min(Objective.Horizon(), values.Length / layout.Width) * layout.Width;
            return new SequenceItem(values[..^ahead], values[ahead..], layout.Width, LooksAhead: false);
        }
        var (hidden, tracks) = (Whole(grid).Source.Hidden!, Facts.Tracks.Count);
        var (width, steps) = (tracks * layout.Values.Count, _grids[grid].Grid.Steps);
        var (inputs, targets) = (new float[steps * width], new float[steps * width]);
        for (var i = 0; i < inputs.Length; i++)
        {
            var (cell, value) = Math.DivRem(i, layout.Values.Count);
            var there = values.Span[(cell / tracks * layout.Width) + (Facts.Tracks[cell % tracks] * layout.Values.Count) + value];
            // What is hidden is no number that could be found; what is known is not asked for.
            (inputs[i], targets[i]) = hidden[cell] ? (float.NaN, there) : (there, i >= width ? targets[i - width] : 0);
        }
        return new SequenceItem(inputs, targets, width, LooksAhead: true);
    }

    private sealed record Window(string Id, AskedTimeline Timeline, WindowSource Source, int Start, int Steps);
}
