using Saccade.Editing.Grid;

namespace Saccade.Editing.Forecasting;

/// <summary>A timeline as a window is cut from it, after augmentation.</summary>
internal sealed record WindowSource
{
    /// <summary>(T, 20 V), all finite.</summary>
    public required ReadOnlyMemory<float> Rows { get; init; }

    /// <summary>(T, F) in the model's order; null where none is to be told of.</summary>
    public GridContent? Content { get; init; }

    /// <summary>Which row each step shows, where time goes unevenly; null where it does not.</summary>
    public int[]? Order { get; init; }

    /// <summary>(T, U): cells that are not known; null where all are.</summary>
    public bool[]? Hidden { get; init; }

    /// <summary>What is added to a token's normalised numbers, by token and place; null for nothing.</summary>
    public Func<int, int, double>? Disturbance { get; init; }

    public int Steps(GridLayout layout) => Order?.Length ?? Rows.Length / layout.Width;

    public int RowOf(int step) => Order is null ? step : Order[step];
}

/// <summary>
/// Writes windows into batches. What lies before a window is walked through, since how often and how long ago things happened is counted from the timeline's start. The token of a row knows rows and content before that row alone, or,
/// with <see cref="Objective.MaskedSpan"/>, all that is not hidden. Letters: T steps, U tracks in use, V values a track.
/// </summary>
/// <param name="facts">What is known of the timelines.</param>
/// <param name="objective">What is asked for.</param>
/// <param name="memory">Steps of content in a token.</param>
internal sealed class WindowWriter(TrackFacts facts, Objective objective, int memory)
{
    // A cell of which nothing is known is new at every step: asked at each, it would drown what changes.
    private const int UnknownEvery = 8;

    private readonly StepTeller _teller = new(facts, objective, memory);
    private readonly bool[] _known = new bool[facts.Tracks.Count];

    /// <param name="batch">Where to.</param>
    /// <param name="window">Which of its windows.</param>
    /// <param name="source">The timeline.</param>
    /// <param name="start">The step of the first token.</param>
    /// <param name="steps">How many tokens.</param>
    public void Write(TrackBatch batch, int window, WindowSource source, int start, int steps)
    {
        _teller.Clear();
        var sides = !objective.IsCausal() && source.Hidden is { } hidden ? new HiddenSides(facts, hidden) : null;
        var all = source.Steps(facts.Layout);
        if (!objective.IsCausal())
            Hear(source, 0, Math.Min(memory, all));
        for (var at = 0; at < start + steps; at++)
        {
            var step = at;
            if (objective.IsCausal())
            {
                Tell(source, step - 1);
                Hear(source, step - 1, step);
            }
            else
            {
                Tell(source, step);
                // As at the last one, beyond the end.
                Hear(source, Math.Min(step + memory, all - 1), Math.Min(step + memory, all - 1) + 1);
            }
            if (step < start)
                continue;
            var token = (window * batch.Tokens) + step - start;
            _teller.Write(step, batch.Inputs[window, step - start]);
            sides?.Write(source, step, _teller.History, batch.Inputs[window, step - start].Cells);
            if (source.Disturbance is { } disturbance)
                batch.Inputs.Disturb(facts.Layout, (window, step - start), place => disturbance(step - start, place));
            batch.Mask[token] = 1;
            batch.Asked += Ask(batch, token, source, step, all) ? 1 : 0;
        }
    }

    /// <summary>Hands over a row, as far as it is known.</summary>
    private void Tell(WindowSource source, int step)
    {
        if (step < 0)
            return;
        var row = source.RowOf(step);
        for (var u = 0; u < _known.Length; u++)
            _known[u] = source.Hidden is null || !source.Hidden[(step * _known.Length) + u];
        _teller.History.Add(source.Rows.Span.Slice(row * facts.Layout.Width, facts.Layout.Width), _known);
    }

    private void Hear(WindowSource source, int from, int to)
    {
        for (var step = Math.Max(0, from); step < to && source.Content is { } content; step++)
            _teller.AddContent(content.Row(source.RowOf(step)));
    }

    /// <returns>Whether anything is asked for at this token.</returns>
    private bool Ask(TrackBatch batch, int token, WindowSource source, int step, int all)
    {
        var row = objective.IsCausal() ? step + objective.Horizon() - 1 : step;
        if (row >= all)
            return false;
        var (values, isAsked) = (facts.Layout.Values.Count, false);
        for (var u = 0; u < _known.Length; u++)
        {
            var cell = (token * _known.Length) + u;
            var before = objective.IsCausal() ? _teller.History.Last(u) : [];
            batch.SetBefore(cell, before);
            if (objective.IsCausal() ? before.IsEmpty && step % UnknownEvery != 0 : _known[u])
                continue;
            batch.Targets.Set(cell, before, source.Rows.Span.Slice((source.RowOf(row) * facts.Layout.Width) + (facts.Tracks[u] * values), values));
            isAsked = true;
        }
        return isAsked;
    }
}
