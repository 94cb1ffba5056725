using Saccade.Training;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Data;

/// <summary>Other data whose training clips have the class and the positions of other clips.</summary>
internal sealed class PermutedTrajectories(TrajectoryData data, LabelPermutation permutation) : DataView(data, "permuted"), ITrajectoryData
{
    /// <summary>A model trained on such clips.</summary>
    public static IBaseline Baseline { get; } = new PermutedLabelsBaseline((data, permutation) => new PermutedTrajectories((TrajectoryData)data, permutation));

    public ClipOptions Options => data.Options;

    public override Batch Load(Split split, ReadOnlySpan<long> indices, long step) =>
        data.Load(split, indices, step, FrameOrder.Original, split == Split.Train ? permutation : null);
}
