using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Saccade.Training;

namespace Saccade.Studio.Runs;

/// <summary>Everything about one run but its curves: its row, and more.</summary>
internal sealed record RunPage : RunRow
{
    [SetsRequiredMembers]
    public RunPage(RunRow row) : base(row)
    {
    }

    /// <summary>Why it ended.</summary>
    public string? Reason { get; init; }

    public long? Parameters { get; init; }
    public int? Threads { get; init; }
    public string? CodeVersion { get; init; }
    public MachineInfo? Machine { get; init; }
    public JsonObject Recipe { get; init; } = [];
    public JsonObject? Data { get; init; }
    public IReadOnlyList<NoteEntry> Notes { get; init; } = [];
    public IReadOnlyList<ShownCheckpoint> Checkpoints { get; init; } = [];
    public IReadOnlyList<Evaluation> Evidence { get; init; } = [];
    public IReadOnlyList<ShownSamples> Samples { get; init; } = [];

    /// <summary>Files in <c>explained/</c>.</summary>
    public IReadOnlyList<string> Explained { get; init; } = [];

    /// <summary>The names of its curves.</summary>
    public IReadOnlyList<string> Series { get; init; } = [];

    /// <summary>The last lines of its console, where Studio started it; else how far it is, in words.</summary>
    public IReadOnlyList<string> Console { get; init; } = [];

    public bool Report { get; init; }
}

/// <summary>A file in <c>checkpoints/</c>.</summary>
internal sealed record ShownCheckpoint(string Name, long Bytes, DateTimeOffset Time, int? Epoch, long? Step);

/// <summary>The pictures of an epoch.</summary>
internal sealed record ShownSamples(int Epoch, IReadOnlyList<string> Files);
