using System.Text.Json;
using System.Text.Json.Nodes;

namespace Saccade.Training;

/// <summary>
/// The content of a queue folder's <c>queue.json</c>: its runs in their order, each with its resolved recipe, so that the queue goes on
/// as it began whatever has become of the recipes' files.
/// </summary>
public sealed record QueuePlan
{
    private const string FileName = "queue.json";

    public required DateTimeOffset Created { get; init; }
    public required IReadOnlyList<QueuedRun> Runs { get; init; }

    /// <summary>Checks overridden by name, for all runs.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>The run whose weights all of them start from.</summary>
    public string? From { get; init; }

    /// <summary>The run that the others are variants of and are compared with; null where the runs are of recipes each.</summary>
    public string? Baseline { get; init; }

    /// <summary>Whether <paramref name="folder"/> is a queue's.</summary>
    public static bool ExistsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <exception cref="RunException">There is no queue, or its file is broken; names it.</exception>
    public static QueuePlan Read(string folder) => RunJson.ReadFile<QueuePlan>(Path.Combine(folder, FileName));

    /// <exception cref="RunException">The folder holds a queue or a run already, or cannot be written.</exception>
    public void Create(string folder)
    {
        if (ExistsIn(folder))
            throw new RunException($"{folder}: holds a queue already; use --resume to go on with it or choose another --out");
        if (File.Exists(Path.Combine(folder, "run.json")))
            throw new RunException($"{folder}: holds a run; choose another --out for the queue");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunException.CannotWrite(folder, e);
        }
        Write(folder);
    }

    /// <summary>Writes the plan into its folder, in place of what was planned before.</summary>
    public void Write(string folder) => AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, RunJson.Indented) + "\n");
}

/// <summary>One run of a queue.</summary>
/// <param name="Name">Its folder within the queue's, such as <c>trajectories-magvit-seed-1</c>.</param>
/// <param name="Source">The recipe's file.</param>
/// <param name="Seed">The run's.</param>
/// <param name="Recipe">The resolved recipe, flat.</param>
/// <param name="From">The run of the queue whose weights it starts from; null for none.</param>
public sealed record QueuedRun(string Name, string Source, int Seed, JsonObject Recipe, string? From = null);
