using System.Text.Json.Nodes;
using Saccade.Objects.Clips;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Objects.Data;

/// <summary>
/// Other data whose training clips have the labels of other clips, and their objects kinds of those clips' objects, dealt at random; the other splits are as they
/// were. What is permuted already is dealt anew.
/// </summary>
public sealed class PermutedPersistence : DataView, IPersistenceData
{
    private readonly PersistenceData data;
    private readonly LabelPermutation permutation;
    private readonly bool isOwner;

    /// <summary>A control's view of data, which belongs to the run.</summary>
    public PermutedPersistence(IPersistenceData data, LabelPermutation permutation)
        : this(data is PermutedPersistence permuted ? permuted.data : (PersistenceData)data, permutation, isOwner: false)
    {
    }

    private PermutedPersistence(PersistenceData data, LabelPermutation permutation, bool isOwner)
        : base(data, "permuted") => (this.data, this.permutation, this.isOwner) = (data, permutation, isOwner);

    public PersistenceClipOptions Options => data.Options;

    public IReadOnlyDictionary<string, string> Conditions => data.Conditions;

    public JsonObject? Description => data.Description;

    /// <summary>A whole run's data (the recipe's <c>data.permuted</c>), closed with it.</summary>
    /// <param name="data">The data.</param>
    /// <param name="seed">The run's: each deals in its own way.</param>
    public static PermutedPersistence Owning(PersistenceData data, int seed) => new(data, new LabelPermutation(data.Count(Split.Train), (ulong)seed), isOwner: true);

    /// <summary>Says of a run on such data that it is a control; nothing of others.</summary>
    public static IReadOnlyList<Finding> Findings(IPersistenceData data, Evaluation evaluation)
    {
        if (data is not PermutedPersistence)
            return [];
        var supported = string.Join(", ", evaluation.Claims.Where(c => c.Verdict == Verdicts.Supported).Select(c => c.Metric));
        return
        [
            new Finding("permuted_labels", "this run is a control: its training clips have the labels of others, so that there is nothing to learn"
                + (supported.Length == 0 ? "; nothing that it claims is supported, as it should be" : $", and yet its {supported} is supported: something besides the labels gives it away")),
        ];
    }

    public string HashOf(Split split) => split == Split.Train ? Hash : data.HashOf(split);

    public override Batch Load(Split split, ReadOnlySpan<long> indices, long step) =>
        data.Load(split, indices, FrameOrder.Original, split == Split.Train ? permutation : null);

    public override void Dispose()
    {
        if (isOwner)
            data.Dispose();
        base.Dispose();
    }
}
