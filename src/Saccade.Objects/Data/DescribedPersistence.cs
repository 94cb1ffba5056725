using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Objects.Clips;
using Saccade.Training;
using Saccade.Trajectories.Sets;

namespace Saccade.Objects.Data;

/// <summary>What a run remembers of its data: what the clips were like, and none of them. Enough to build its model again and to predict.</summary>
public sealed class DescribedPersistence : IPersistenceData
{
    private DescribedPersistence(PersistenceClipOptions options) => Options = options;

    public PersistenceClipOptions Options { get; }

    public string Hash => "";

    public IReadOnlyList<string> ClassNames => PersistenceNames.All;

    public bool IsEndless => false;

    /// <summary>The description of data whose clips are like this.</summary>
    public static JsonObject Describe(PersistenceClipOptions options) => new() { ["clips"] = JsonSerializer.SerializeToNode(options, SetJson.Options) };

    /// <exception cref="RunException">It is no such description.</exception>
    public static DescribedPersistence From(JsonObject description)
    {
        try
        {
            var options = description["clips"].Deserialize<PersistenceClipOptions>(SetJson.Options) ?? throw new JsonException("it says nothing of clips");
            options.Validate();
            return new(options);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw new RunException($"run.json: its data_description does not describe clips of objects ({failure.Message.ReplaceLineEndings(" ")})", failure);
        }
    }

    public int Count(Split split) => 0;

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step) =>
        throw new RunException("the run's data is only described, not there: give it with --data");

    public IEnumerable<DataItem> Items(Split split) => [];

    public void Dispose()
    {
        // There is nothing to let go of.
    }
}
