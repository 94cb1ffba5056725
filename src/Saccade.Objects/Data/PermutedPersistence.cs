using System.Security.Cryptography;
using System.Text;
using Saccade.Objects.Clips;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Objects.Data;

/// <summary>
/// Other data whose training clips have the labels of other clips, and their objects kinds of those clips' objects, dealt at random. Does not own the data.
/// </summary>
public sealed class PermutedPersistence(PersistenceData data, LabelPermutation permutation) : IPersistenceData
{
    /// <summary>A model trained on such clips.</summary>
    public static IBaseline Baseline { get; } = new PermutedLabelsBaseline((data, permutation) => new PermutedPersistence((PersistenceData)data, permutation));

    public PersistenceClipOptions Options => data.Options;

    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{data.Hash} permuted")));

    public IReadOnlyList<string> ClassNames => data.ClassNames;

    public bool IsEndless => data.IsEndless;

    public int Count(Split split) => data.Count(split);

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step) =>
        data.Load(split, indices, FrameOrder.Original, split == Split.Train ? permutation : null);

    public IEnumerable<DataItem> Items(Split split) => data.Items(split);

    public void Dispose()
    {
        // The data belongs to the run, which goes on with it.
    }
}
