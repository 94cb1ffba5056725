namespace Saccade.Editing.Forecasting;

/// <summary>
/// Turns what is known into a model's inputs, token by token: the same for a whole window as for a stream. Letters: U tracks in use, C numbers of a cell, S numbers of a step,
/// F content features.
/// </summary>
internal sealed class StepTeller
{
    private const int Waves = 8;
    private const double ShortestWave = 4;

    private readonly TrackFacts _facts;
    private readonly ContentMemory _content;
    private readonly int _lags;
    private bool _hasContent;

    public StepTeller(TrackFacts facts, Objective objective, int memory)
    {
        (_facts, _lags) = (facts, Lags(objective, memory));
        (History, _content) = (new TrackHistory(facts), new ContentMemory(facts, _lags));
    }

    public TrackHistory History { get; }

    /// <summary>S: where in time, as waves; whether it is the start; whether content is known, and what it was.</summary>
    public static int Width(TrackFacts facts, Objective objective, int memory) =>
        (2 * Waves) + 1 + (facts.Content.Count > 0 ? 1 + (Lags(objective, memory) * facts.Content.Count) : 0);

    /// <summary>C: what a history says, and, where stretches are hidden, what stands on both sides of them.</summary>
    public static int CellWidth(TrackFacts facts, Objective objective) => TrackHistory.Width(facts.Layout) + (objective.IsCausal() ? 0 : HiddenSides.Width(facts.Layout));

    public void Clear()
    {
        History.Clear();
        _content.Clear();
        _hasContent = false;
    }

    /// <param name="row">(F)</param>
    public void AddContent(ReadOnlySpan<float> row)
    {
        _content.Add(row);
        _hasContent = true;
    }

    /// <summary>Writes a token.</summary>
    /// <param name="step">Which, from the timeline's start.</param>
    /// <param name="to">Where.</param>
    public void Write(int step, TokenSpan to)
    {
        History.Write(to.Cells, to.Assets, to.SincePresence, to.SinceNumbers);
        for (var wave = 0; wave < Waves; wave++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * step / (ShortestWave * (1 << wave)));
            (to.Step[2 * wave], to.Step[(2 * wave) + 1]) = ((float)sin, (float)cos);
        }
        var at = 2 * Waves;
        to.Step[at++] = step == 0 ? 1 : 0;
        if (_facts.Content.Count == 0)
            return;
        to.Step[at++] = _hasContent ? 1 : 0;
        _content.Write(to.Step[at..]);
    }

    /// <summary>Steps of content that a token holds.</summary>
    private static int Lags(Objective objective, int memory) => objective.IsCausal() ? memory : (2 * memory) + 1;
}

/// <summary>The places of one token among a model's inputs.</summary>
/// <param name="cells">(U, C)</param>
/// <param name="assets">(U)</param>
/// <param name="sincePresence">(U)</param>
/// <param name="sinceNumbers">(U)</param>
/// <param name="step">(S)</param>
internal readonly ref struct TokenSpan(Span<float> cells, Span<int> assets, Span<int> sincePresence, Span<int> sinceNumbers, Span<float> step)
{
    public Span<float> Cells { get; } = cells;

    public Span<int> Assets { get; } = assets;

    public Span<int> SincePresence { get; } = sincePresence;

    public Span<int> SinceNumbers { get; } = sinceNumbers;

    public Span<float> Step { get; } = step;
}
