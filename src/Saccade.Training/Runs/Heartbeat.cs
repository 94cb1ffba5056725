using System.Text.Json;

namespace Saccade.Training;

/// <summary>The content of <c>heartbeat.json</c>, written by the training loop itself: if the loop hangs, so does the heart.</summary>
public sealed record Heartbeat(DateTimeOffset Time, int ProcessId, RunStatus Status, int Epoch, long Step, double Loss)
{
    public static Heartbeat Read(string path) => RunJson.ReadFile<Heartbeat>(path);

    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, RunJson.Line) + "\n");
}
