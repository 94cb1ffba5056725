using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>What <c>predict</c> writes for one input.</summary>
/// <param name="Input">The input file as given.</param>
/// <param name="Task">The run's task.</param>
/// <param name="InDomain">Whether the input looks like what the model was validated on; null when that cannot be said.</param>
/// <param name="Results">The task's results in order of time; times as fractions of seconds (<c>"3/25"</c>), positions in pixels of the input. One that
/// can be said in words has a <c>description</c> with its <c>text</c>.</param>
public sealed record PredictionResult(string Input, string Task, bool? InDomain, JsonArray Results);
