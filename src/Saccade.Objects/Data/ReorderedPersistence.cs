using Saccade.Objects.Clips;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Objects.Data;

/// <summary>
/// Other data with its frames in another order: the sightings of objects and the frames' labels go with the frames, objects' kinds and clips' labels stay.
/// </summary>
public sealed class ReorderedPersistence(PersistenceData data, FrameOrder order) : DataView(data, order.Name), IPersistenceData
{
    public PersistenceClipOptions Options => data.Options;

    public override Batch Load(Split split, ReadOnlySpan<long> indices, long step) => data.Load(split, indices, order, permutation: null);
}
