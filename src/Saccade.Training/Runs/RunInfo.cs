using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>The content of <c>run.json</c>: what this run is, on what, and what became of it.</summary>
public sealed record RunInfo
{
    public required string Id { get; init; }
    public required RunStatus Status { get; init; }

    /// <summary>The resolved recipe, flat.</summary>
    public required JsonObject Recipe { get; init; }

    /// <summary>Version and commit of the code that trained.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Hash of the data's content; equal hashes mean equal data.</summary>
    public required string DataHash { get; init; }

    /// <summary>How the data's inputs came about; null in runs from before this was kept.</summary>
    public IReadOnlyDictionary<string, string>? Conditions { get; init; }

    /// <summary>What the model must know of its data to be built again without it; null in runs whose application needs the data.</summary>
    public JsonObject? DataDescription { get; init; }

    public required MachineInfo Machine { get; init; }
    public required DateTimeOffset Created { get; init; }
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why the run ended, in one line.</summary>
    public string? Reason { get; init; }

    /// <summary>Checks overridden by name with <c>--accept</c>; shown wherever the run's numbers are.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>The run folder whose weights this one started from.</summary>
    public string? From { get; init; }

    public string Task => (string)Recipe["task"]!;
    public string Model => (string)Recipe["model"]!;
}
