using Saccade.Editing.Grid;
using Saccade.Tensors;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// Predicts a timeline while it comes in: told a row, it says the row that the model is asked for next, at the same cost however long the timeline is. What it says is what the model says of the whole timeline at once. For
/// causal models. One stream; not for several threads at a time. Letters: K tracks, U of them in use, V values a track, F content features.
/// </summary>
public sealed class TrackForecaster
{
    private readonly TracksModel _model;
    private readonly TrackDecoder _decoder;
    private readonly StepTeller _teller;
    private readonly TrackInputs _inputs;
    private readonly IReadOnlyList<KeyValueCache> _caches;
    private readonly bool[] _known;
    private readonly float[] _last;
    private bool _hasBegun;

    /// <param name="model">Trained, and in evaluation.</param>
    /// <exception cref="ArgumentException">The model looks at what comes later.</exception>
    public TrackForecaster(TracksModel model)
    {
        if (!model.Objective.IsCausal())
            throw new ArgumentException($"A model of {model.Objective} looks at rows to come, which a stream does not have yet.", nameof(model));
        (_model, _decoder, _teller) = (model, new TrackDecoder(model.Facts), new StepTeller(model.Facts, model.Objective, model.Memory));
        (_inputs, _caches, _known) = (new TrackInputs(model.Facts, model.Objective, model.Memory, 1, 1), model.NewCaches(), new bool[model.Facts.Tracks.Count]);
        _last = new float[model.Facts.Layout.Width];
        Array.Fill(_known, true);
    }

    /// <summary>Rows that it has been told.</summary>
    public int Steps { get; private set; }

    /// <summary>Begins another timeline.</summary>
    public void Clear()
    {
        _teller.Clear();
        foreach (var cache in _caches)
            cache.Clear();
        (Steps, _hasBegun) = (0, false);
    }

    /// <summary>What comes first, out of nothing: before any <see cref="Next"/>, and once.</summary>
    /// <param name="row">(K, V): in native units.</param>
    /// <param name="confidence">(K): as in <see cref="PredictedGrid"/>.</param>
    public void Begin(Span<float> row, Span<float> confidence)
    {
        if (_hasBegun)
            throw new InvalidOperationException("The timeline has begun: Clear() begins another.");
        _hasBegun = true;
        Say(row, confidence);
    }

    /// <summary>What comes after a row: the next one, or that so many steps on which the model is asked for.</summary>
    /// <param name="told">(K, V): the row that came, all finite.</param>
    /// <param name="content">(F) in the model's order: what was heard and seen at it; empty where nobody knows.</param>
    /// <param name="row">(K, V): what is to come, in native units.</param>
    /// <param name="confidence">(K): as in <see cref="PredictedGrid"/>.</param>
    /// <exception cref="ArgumentException">A row has another number of values.</exception>
    public void Next(ReadOnlySpan<float> told, ReadOnlySpan<float> content, Span<float> row, Span<float> confidence)
    {
        if (told.Length != _model.Facts.Layout.Width || (content.Length != 0 && content.Length != _model.Facts.Content.Count))
            throw new ArgumentException($"A row has {_model.Facts.Layout.Width} numbers and {_model.Facts.Content.Count} of content, not {told.Length} and {content.Length}.", nameof(told));
        if (!_hasBegun)
            Begin(row, confidence);
        told.CopyTo(_last);
        _teller.History.Add(told, _known);
        if (content.Length > 0)
            _teller.AddContent(content);
        Steps++;
        Say(row, confidence);
    }

    /// <summary>Begins another timeline and takes the whole of it, row by row, in memory that does not depend on its length.</summary>
    /// <param name="grid">All finite; rows of which nothing lies far enough before them stand as they are.</param>
    internal PredictedGrid Whole(TimelineGrid grid)
    {
        Clear();
        var (width, content, ahead) = (grid.Layout.Width, _model.Facts.ContentOf(grid), _model.Objective.Horizon());
        var (values, confidence) = (grid.Values.ToArray(), new float[grid.Steps * GridLayout.Tracks]);
        confidence.AsSpan(0, Math.Min(grid.Steps, ahead - 1) * GridLayout.Tracks).Fill(1);
        for (var step = ahead - 1; step < grid.Steps; step++)
        {
            var (last, row) = (step - ahead, values.AsMemory(step * width, width));
            var sure = confidence.AsSpan(step * GridLayout.Tracks, GridLayout.Tracks);
            if (last < 0)
                Begin(row.Span, sure);
            else
                Next(grid.Row(last), content is null ? [] : content.Row(last), row.Span, sure);
        }
        return new PredictedGrid(new TimelineGrid(grid.VideoId, grid.SourceVideoName, grid.Layout, grid.Step, values, grid.Content), confidence);
    }

    private void Say(Span<float> row, Span<float> confidence)
    {
        var facts = _model.Facts;
        using var scope = _model.Engine.BeginScope();
        _teller.Write(Steps, _inputs[0, 0]);
        var answers = _model.Forward(_inputs, _caches);
        var (values, width) = (facts.Layout.Values.Count, answers.Shape[3]);
        TrackDecoder.Stay(facts, Steps == 0 ? [] : _last, row, confidence);
        for (var u = 0; u < facts.Tracks.Count; u++)
            confidence[facts.Tracks[u]] = _decoder.Decode(answers.AsSpan().Slice(u * width, width), _teller.History.Last(u), row.Slice(facts.Tracks[u] * values, values));
    }
}
