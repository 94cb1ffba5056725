using Saccade.Training;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Data;

/// <summary>Other data with its frames in another order; ids, labels and targets are the same.</summary>
public sealed class ReorderedTrajectories(TrajectoryData data, FrameOrder order) : DataView(data, order.Name), ITrajectoryData
{
    public ClipOptions Options => data.Options;

    public override Batch Load(Split split, ReadOnlySpan<long> indices, long step) => data.Load(split, indices, step, order, permutation: null);
}
