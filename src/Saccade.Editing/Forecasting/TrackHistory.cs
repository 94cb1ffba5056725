using Saccade.Editing.Grid;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// What is known of each track after the rows that were given so far, as a model is told of it: the row itself, what changed in it, how long ago that last happened, and how often it has. Rows come one after
/// another, so that a stream costs the same at each step, and nothing later can be known. Letters: U tracks in use, V values a track, C numbers of a cell.
/// </summary>
internal sealed class TrackHistory
{
    // How many of something there have been, at the corners of a polygon: a habit may be about every second, third or fourth.
    private static readonly float[][] Phases = [Cosines(2, 0), Cosines(3, 0), Cosines(3, 0.25), Cosines(4, 0), Cosines(4, 0.25)];

    private readonly TrackFacts _facts;
    private readonly float[] _cells, _numbers;
    private readonly State[] _states;
    private readonly int[] _counts;
    private readonly bool[] _changed;
    private int _rows;

    public TrackHistory(TrackFacts facts)
    {
        _facts = facts;
        var (tracks, layout) = (facts.Tracks.Count, facts.Layout);
        (_cells, _numbers, _states) = (new float[tracks * layout.Values.Count], new float[2 * tracks * layout.Numbers], new State[tracks]);
        _counts = new int[tracks * Kinds(layout)];
        _changed = new bool[tracks * Kinds(layout)];
        Clear();
    }

    /// <summary>C: known, active, the numbers, by how much they changed; started, ended, which groups changed; phases of how often.</summary>
    public static int Width(GridLayout layout) => 2 + (2 * layout.Numbers) + 1 + Kinds(layout) + CountsWidth(layout);

    /// <summary>How many of them say how often things have happened.</summary>
    public static int CountsWidth(GridLayout layout) => Kinds(layout) * Phases.Length;

    /// <summary>Places of a cell's normalised numbers.</summary>
    public static Range NumbersOf(GridLayout layout) => 2..(2 + layout.Numbers);

    /// <summary>(V): what a track in use held in the last row; empty where that is not known.</summary>
    public ReadOnlySpan<float> Last(int track) => _states[track].IsKnown ? _cells.AsSpan(track * _facts.Layout.Values.Count, _facts.Layout.Values.Count) : [];

    /// <summary>Nothing has been given.</summary>
    public void Clear()
    {
        Array.Fill(_states, new State { SincePresence = -1, SinceNumbers = -1 });
        Array.Clear(_counts);
        Array.Clear(_changed);
        Array.Clear(_numbers);
        _rows = 0;
    }

    /// <param name="row">(20 V), all finite; what is not known is not read.</param>
    /// <param name="known">(U)</param>
    public void Add(ReadOnlySpan<float> row, ReadOnlySpan<bool> known)
    {
        var values = _facts.Layout.Values.Count;
        for (var u = 0; u < _states.Length; u++)
            Add(u, known[u] ? row.Slice(_facts.Tracks[u] * values, values) : []);
        _rows++;
    }

    /// <param name="cells">(U, C)</param>
    /// <param name="assets">(U): the class and 1; 0 where no clip is, <see cref="AnswerLayout.AssetClasses"/> + 1 where nobody knows.</param>
    /// <param name="sincePresence">(U): <see cref="Elapsed"/> since a clip appeared or went.</param>
    /// <param name="sinceNumbers">(U): the same since anything changed.</param>
    public void Write(Span<float> cells, Span<int> assets, Span<int> sincePresence, Span<int> sinceNumbers)
    {
        // A cell may have more numbers than a history has, behind them.
        var (layout, width) = (_facts.Layout, cells.Length / _states.Length);
        cells.Clear();
        for (var u = 0; u < _states.Length; u++)
        {
            ref var state = ref _states[u];
            (sincePresence[u], sinceNumbers[u]) = (Elapsed.Class(state.SincePresence), Elapsed.Class(state.SinceNumbers));
            assets[u] = !state.IsKnown ? AnswerLayout.AssetClasses + 1 : state.IsActive ? (int)_cells[(u * layout.Values.Count) + GridLayout.Asset] + 1 : 0;
            if (!state.IsKnown)
                continue;
            var cell = cells.Slice(u * width, width);
            (cell[0], cell[1]) = (1, state.IsActive ? 1 : 0);
            _numbers.AsSpan(2 * u * layout.Numbers, 2 * layout.Numbers).CopyTo(cell[2..]);
            var at = 2 + (2 * layout.Numbers);
            cell[at++] = state.HasEnded ? 1 : 0;
            for (var kind = 0; kind < Kinds(layout); kind++)
                cell[at++] = _changed[(u * Kinds(layout)) + kind] ? 1 : 0;
            WriteCounts(u, cell[at..]);
        }
    }

    /// <summary>Writes how often things have happened on a track while it was known.</summary>
    /// <param name="u">The track, counted among those in use.</param>
    /// <param name="to">At least <see cref="CountsWidth"/>.</param>
    public void WriteCounts(int u, Span<float> to)
    {
        var (kinds, at) = (Kinds(_facts.Layout), 0);
        for (var kind = 0; kind < kinds; kind++)
            foreach (var cosines in Phases)
                to[at++] = cosines[_counts[(u * kinds) + kind] % cosines.Length];
    }

    private static float[] Cosines(int every, double share) => [.. Enumerable.Range(0, every).Select(i => (float)Math.Cos(2 * Math.PI * (((double)i / every) - share)))];

    // A clip began; numbers of a group changed.
    private static int Kinds(GridLayout layout) => 1 + layout.Groups.Count;

    /// <param name="u">The track, counted among those in use.</param>
    /// <param name="cell">(V), or empty where it is not known.</param>
    private void Add(int u, ReadOnlySpan<float> cell)
    {
        var layout = _facts.Layout;
        ref var state = ref _states[u];
        var changed = _changed.AsSpan(u * Kinds(layout), Kinds(layout));
        changed.Clear();
        state.HasEnded = false;
        if (cell.IsEmpty)
        {
            state = new State { SincePresence = -1, SinceNumbers = -1 };
            return;
        }
        var before = _cells.AsSpan(u * layout.Values.Count, layout.Values.Count);
        var (isActive, wasActive) = (cell[GridLayout.Active] == 1, state.IsKnown && state.IsActive);
        var assetChanged = isActive && wasActive && cell[GridLayout.Asset] != before[GridLayout.Asset];
        if (state.IsKnown)
        {
            changed[0] = isActive && !wasActive;
            state.HasEnded = wasActive && !isActive;
            for (var g = 0; g < layout.Groups.Count; g++)
                changed[1 + g] = isActive && wasActive && Differ(cell, before, layout.Groups[g]);
            state.SincePresence = isActive != wasActive ? 0 : state.SincePresence < 0 ? -1 : state.SincePresence + 1;
            state.SinceNumbers = state.HasEnded || assetChanged || changed.Contains(true) ? 0 : state.SinceNumbers < 0 ? -1 : state.SinceNumbers + 1;
            for (var kind = 0; kind < changed.Length; kind++)
                _counts[(u * Kinds(layout)) + kind] += changed[kind] ? 1 : 0;
        }
        else if (_rows == 0)
        {
            // The timeline's own start is one.
            (state.SincePresence, state.SinceNumbers) = (0, 0);
        }
        var numbers = _numbers.AsSpan(2 * u * layout.Numbers, layout.Numbers);
        var differences = _numbers.AsSpan(((2 * u) + 1) * layout.Numbers, layout.Numbers);
        for (var n = 0; n < layout.Numbers; n++)
        {
            var number = isActive ? _facts.Numbers.Normalise(n, cell[GridLayout.FirstNumber + n]) : 0;
            differences[n] = isActive && wasActive ? number - numbers[n] : 0;
            numbers[n] = number;
        }
        (state.IsKnown, state.IsActive) = (true, isActive);
        cell.CopyTo(before);
    }

    internal static bool Differ(ReadOnlySpan<float> a, ReadOnlySpan<float> b, NumberGroup group) =>
        !a.Slice(GridLayout.FirstNumber + group.First, group.Count).SequenceEqual(b.Slice(GridLayout.FirstNumber + group.First, group.Count));

    private struct State
    {
        public bool IsKnown, IsActive, HasEnded;
        public int SincePresence, SinceNumbers;
    }
}
