using System.Security.Cryptography;
using System.Text;
using Saccade.Training;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Data;

/// <summary>Other data with its frames in another order; ids, labels and targets are the same. Does not own the data.</summary>
public sealed class ReorderedTrajectories(TrajectoryData data, FrameOrder order) : ITrajectoryData
{
    public ClipOptions Options => data.Options;

    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{data.Hash} {order.Name}")));

    public IReadOnlyList<string> ClassNames => data.ClassNames;

    public bool IsEndless => data.IsEndless;

    public int Count(Split split) => data.Count(split);

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step) => data.Load(split, indices, step, order, permutation: null);

    public IEnumerable<DataItem> Items(Split split) => data.Items(split);

    public void Dispose()
    {
        // The data belongs to the run, which goes on with it.
    }
}
