using Saccade.Editing.Grid;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// What a cell that is hidden is told of its own track: the last cell that is known before it, the next one after it, how near both are, and how often things have happened until it was hidden. Nothing where the whole track is
/// hidden. Attention would have to find all that for itself, and does not: a copy of the cell before the gap knew more. Letters: T steps, U tracks in use, C numbers of a cell, N numbers of a track.
/// </summary>
internal sealed class HiddenSides
{
    private readonly TrackFacts _facts;
    private readonly bool[] _hidden;
    private readonly int[] _before, _after;

    /// <param name="facts">What is known of the timelines.</param>
    /// <param name="hidden">(T, U)</param>
    public HiddenSides(TrackFacts facts, bool[] hidden)
    {
        (_facts, _hidden) = (facts, hidden);
        (_before, _after) = (new int[hidden.Length], new int[hidden.Length]);
        var tracks = facts.Tracks.Count;
        for (var i = 0; i < hidden.Length; i++)
            _before[i] = !hidden[i] ? i / tracks : i < tracks ? -1 : _before[i - tracks];
        for (var i = hidden.Length - 1; i >= 0; i--)
            _after[i] = !hidden[i] ? i / tracks : i + tracks >= hidden.Length ? -1 : _after[i + tracks];
    }

    /// <summary>How many of a cell's numbers these are: of each side whether it is known, whether a clip is there, how near it is, and its numbers; then the counts.</summary>
    public static int Width(GridLayout layout) => (2 * (3 + layout.Numbers)) + TrackHistory.CountsWidth(layout);

    /// <summary>Writes the last numbers of each cell of a token; those of known cells stay zero.</summary>
    /// <param name="source">The timeline.</param>
    /// <param name="step">The token's.</param>
    /// <param name="history">Told of everything known up to the step.</param>
    /// <param name="cells">(U, C)</param>
    public void Write(WindowSource source, int step, TrackHistory history, Span<float> cells)
    {
        var (tracks, own) = (_facts.Tracks.Count, Width(_facts.Layout));
        for (var u = 0; u < tracks; u++)
        {
            var i = (step * tracks) + u;
            if (!_hidden[i])
                continue;
            var to = cells.Slice((u + 1) * (cells.Length / tracks) - own, own);
            var side = 3 + _facts.Layout.Numbers;
            WriteSide(source, step, _before[i], u, to[..side]);
            WriteSide(source, step, _after[i], u, to.Slice(side, side));
            if (_before[i] >= 0)
                history.WriteCounts(u, to[(2 * side)..]);
        }
    }

    private void WriteSide(WindowSource source, int step, int known, int u, Span<float> to)
    {
        if (known < 0)
            return;
        var values = _facts.Layout.Values.Count;
        var cell = source.Rows.Span.Slice((source.RowOf(known) * _facts.Layout.Width) + (_facts.Tracks[u] * values), values);
        (to[0], to[1], to[2]) = (1, cell[GridLayout.Active], 1f / Math.Abs(step - known));
        for (var n = 0; n < _facts.Layout.Numbers && cell[GridLayout.Active] == 1; n++)
            to[3 + n] = _facts.Numbers.Normalise(n, cell[GridLayout.FirstNumber + n]);
    }
}
