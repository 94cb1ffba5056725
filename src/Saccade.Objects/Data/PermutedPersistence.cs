using Saccade.Objects.Clips;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Objects.Data;

/// <summary>Other data whose training clips have the labels of other clips, and their objects kinds of those clips' objects, dealt at random.</summary>
public sealed class PermutedPersistence(PersistenceData data, LabelPermutation permutation) : DataView(data, "permuted"), IPersistenceData
{
    public PersistenceClipOptions Options => data.Options;

    public override Batch Load(Split split, ReadOnlySpan<long> indices, long step) =>
        data.Load(split, indices, FrameOrder.Original, split == Split.Train ? permutation : null);
}
