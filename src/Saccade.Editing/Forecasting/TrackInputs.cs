using Saccade.Editing.Grid;
using Saccade.Tensors;

namespace Saccade.Editing.Forecasting;

/// <summary>A model's inputs as plain numbers. Letters: B windows, T tokens, U tracks in use, C numbers of a cell, S numbers of a step.</summary>
internal sealed class TrackInputs
{
    private readonly float[] _cells, _steps;
    private readonly int[] _assets, _sincePresence, _sinceNumbers;
    private readonly int _cell, _step;

    /// <param name="memory">Steps of content in a token.</param>
    public TrackInputs(TrackFacts facts, Objective objective, int memory, int windows, int tokens)
    {
        (Windows, Tokens, Tracks) = (windows, tokens, facts.Tracks.Count);
        (_cell, _step) = (StepTeller.CellWidth(facts, objective), StepTeller.Width(facts, objective, memory));
        var cells = windows * tokens * Tracks;
        (_cells, _steps) = (new float[cells * _cell], new float[windows * tokens * _step]);
        (_assets, _sincePresence, _sinceNumbers) = (new int[cells], new int[cells], new int[cells]);
    }

    /// <summary>B</summary>
    public int Windows { get; }

    /// <summary>T</summary>
    public int Tokens { get; }

    /// <summary>U</summary>
    public int Tracks { get; }

    /// <summary>The places of a token.</summary>
    public TokenSpan this[int window, int token]
    {
        get
        {
            var (at, cells) = ((window * Tokens) + token, ((window * Tokens) + token) * Tracks);
            return new TokenSpan(
                _cells.AsSpan(cells * _cell, Tracks * _cell), _assets.AsSpan(cells, Tracks), _sincePresence.AsSpan(cells, Tracks), _sinceNumbers.AsSpan(cells, Tracks), _steps.AsSpan(at * _step, _step));
        }
    }

    /// <summary>[B, T, U, C]</summary>
    public Tensor Cells(Engine engine) => engine.From(_cells, Windows, Tokens, Tracks, _cell);

    /// <summary>[B, T, U] each: asset classes, times since presence and since numbers changed.</summary>
    public (IntTensor Assets, IntTensor SincePresence, IntTensor SinceNumbers) Classes(Engine engine) =>
        (engine.From(_assets, Windows, Tokens, Tracks), engine.From(_sincePresence, Windows, Tokens, Tracks), engine.From(_sinceNumbers, Windows, Tokens, Tracks));

    /// <summary>[B, T, S]</summary>
    public Tensor Steps(Engine engine) => engine.From(_steps, Windows, Tokens, _step);

    /// <summary>Adds random numbers to the numbers of a token's clips.</summary>
    /// <param name="layout">What a cell holds.</param>
    /// <param name="token">Which.</param>
    /// <param name="added">What to add at each place.</param>
    public void Disturb(GridLayout layout, (int Window, int Token) token, Func<int, double> added)
    {
        var cells = this[token.Window, token.Token].Cells;
        var range = TrackHistory.NumbersOf(layout);
        for (var u = 0; u < Tracks; u++)
        {
            // Only where a clip is: elsewhere numbers say nothing.
            for (var n = range.Start.Value; cells[(u * _cell) + 1] == 1 && n < range.End.Value; n++)
                cells[(u * _cell) + n] += (float)added((u * _cell) + n);
        }
    }
}
