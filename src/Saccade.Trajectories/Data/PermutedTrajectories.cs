using System.Security.Cryptography;
using System.Text;
using Saccade.Training;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Data;

/// <summary>Other data whose training clips have the class and the positions of other clips. Does not own the data.</summary>
internal sealed class PermutedTrajectories(TrajectoryData data, LabelPermutation permutation) : ITrajectoryData
{
    /// <summary>A model trained on such clips.</summary>
    public static IBaseline Baseline { get; } = new PermutedLabelsBaseline((data, permutation) => new PermutedTrajectories((TrajectoryData)data, permutation));

    public ClipOptions Options => data.Options;

    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{data.Hash} permuted")));

    public IReadOnlyList<string> ClassNames => data.ClassNames;

    public bool IsEndless => data.IsEndless;

    public int Count(Split split) => data.Count(split);

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step) =>
        data.Load(split, indices, step, FrameOrder.Original, split == Split.Train ? permutation : null);

    public IEnumerable<DataItem> Items(Split split) => data.Items(split);

    public void Dispose()
    {
        // The data belongs to the run, which goes on with it.
    }
}
