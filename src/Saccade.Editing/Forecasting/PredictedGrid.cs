using Saccade.Editing.Grid;

namespace Saccade.Editing.Forecasting;

/// <summary>What a model or a baseline says that a timeline shows, step by step, and how sure it is.</summary>
/// <param name="Grid">In native units; a track without a clip holds <see cref="GridLayout.Inactive"/>. Letters: T steps, K tracks.</param>
/// <param name="Confidence">(T, K): the probability, as far as the model knows, that the cell is right; 1 where it was given and not predicted.</param>
public sealed record PredictedGrid(TimelineGrid Grid, ReadOnlyMemory<float> Confidence);
