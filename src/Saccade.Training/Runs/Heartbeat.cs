using System.Text.Json;

namespace Saccade.Training;

/// <summary>The content of <c>heartbeat.json</c>, written by the training loop itself: if the loop hangs, so does the heart.</summary>
public sealed record Heartbeat(DateTimeOffset Time, int ProcessId, RunStatus Status, int Epoch, long Step, double Loss)
{
    /// <summary>A running run whose last beat is older than this counts as dead.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(60);

    public static Heartbeat Read(string path) => RunJson.ReadFile<Heartbeat>(path);

    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, RunJson.Line) + "\n");

    /// <summary>Whether the loop that wrote this still works at <paramref name="now"/>.</summary>
    public bool IsAlive(DateTimeOffset now) => Status == RunStatus.Running && now - Time <= DeadAfter;
}
