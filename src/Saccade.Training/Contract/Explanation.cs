using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>What <c>explain</c> found; the files hold every number of the maps, this what there is to say of them.</summary>
/// <param name="Input">The file as given, or the sample's name.</param>
/// <param name="Task">The run's task.</param>
/// <param name="Map">Which map was made, in words.</param>
/// <param name="InDomain">As in <see cref="PredictionResult"/>.</param>
/// <param name="Files">The files written, pictures first.</param>
/// <param name="Check">Whether the map says anything, in numbers; null when not asked for.</param>
/// <param name="Results">As in <see cref="PredictionResult"/>, with what the map says of each.</param>
public sealed record Explanation(
    string Input, string Task, string Map, bool? InDomain, IReadOnlyList<string> Files, JsonObject? Check, JsonArray Results);
