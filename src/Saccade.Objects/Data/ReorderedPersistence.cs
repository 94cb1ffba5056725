using System.Security.Cryptography;
using System.Text;
using Saccade.Objects.Clips;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Objects.Data;

/// <summary>
/// Other data with its frames in another order: the sightings of objects and the frames' labels go with the frames, objects' kinds and clips' labels stay.
/// Does not own the data.
/// </summary>
public sealed class ReorderedPersistence(PersistenceData data, FrameOrder order) : IPersistenceData
{
    public PersistenceClipOptions Options => data.Options;

    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{data.Hash} {order.Name}")));

    public IReadOnlyList<string> ClassNames => data.ClassNames;

    public bool IsEndless => data.IsEndless;

    public int Count(Split split) => data.Count(split);

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step) => data.Load(split, indices, order, permutation: null);

    public IEnumerable<DataItem> Items(Split split) => data.Items(split);

    public void Dispose()
    {
        // The data belongs to the run, which goes on with it.
    }
}
