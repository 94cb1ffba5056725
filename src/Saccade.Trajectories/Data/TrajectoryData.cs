using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Data;

/// <summary>
/// Trajectories as the trainer takes them, whichever source they come from. A sample's id is its index in the source, so that a control
/// built on the same source has the same ids.
/// </summary>
public abstract class TrajectoryData(IClipSource source) : ITrajectoryData
{
    // Load is called by one thread at a time: one clip's bytes and truth are enough.
    private readonly byte[] clip = new byte[source.Options.ClipBytes];
    private readonly ClipTruth truth = new(source.Options);

    public abstract string Hash { get; }

    public ClipOptions Options => source.Options;

    public IReadOnlyDictionary<string, string> Conditions => Options.Conditions;

    public JsonObject? Description => DescribedTrajectories.Describe(Options);

    /// <summary>Where the clips come from; a sample's id is its index there.</summary>
    internal IClipSource Source => source;

    /// <summary>What is done to clips of the training split; null: nothing.</summary>
    public Augmentation? Augmentation { get; init; }

    public IReadOnlyList<string> ClassNames => source.Options.Classes;

    public abstract bool IsEndless { get; }

    public abstract int Count(Split split);

    /// <summary>The source's index of a split's sample.</summary>
    protected abstract long SourceIndex(Split split, long index);

    /// <summary>What a clip belongs to together with others; null: it stands for itself.</summary>
    protected virtual string? GroupOf(long sourceIndex) => null;

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step) => Load(split, indices, step, FrameOrder.Original, permutation: null);

    /// <summary>As the other <c>Load</c>, with the frames of each clip in another order, and with the truth of another clip where a permutation is given.</summary>
    /// <exception cref="RunException">A sample cannot be read; names the file.</exception>
    internal TrajectoryBatch Load(Split split, ReadOnlySpan<long> indices, long step, FrameOrder order, LabelPermutation? permutation)
    {
        Span<int> frames = stackalloc int[Options.Frames];
        var ids = new string[indices.Length];
        for (var n = 0; n < ids.Length; n++)
            ids[n] = Id(SourceIndex(split, indices[n]));
        var groups = new string?[ids.Length];
        for (var n = 0; n < ids.Length; n++)
            groups[n] = GroupOf(SourceIndex(split, indices[n]));
        var batch = new TrajectoryBatch(ids, groups, source.Options);
        try
        {
            for (var n = 0; n < ids.Length; n++)
            {
                source.Read(SourceIndex(split, indices[n]), clip, truth);
                var backwards = split == Split.Train && Augmentation is not null && Augmentation.Apply(step, clip, truth);
                order.Choose(truth.SampleIndex, frames);
                if (permutation is not null)
                    source.ReadTruth(SourceIndex(split, permutation.Of(indices[n])), truth);
                batch.Set(n, clip, truth, frames, isFutureKnown: !backwards || permutation is not null);
            }
            return batch;
        }
        catch (MediaException unreadable)
        {
            batch.Dispose();
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    public abstract IEnumerable<DataItem> Items(Split split);

    /// <summary>How far still frames of the first training clips give their class away.</summary>
    /// <param name="count">How many clips, at least 32.</param>
    /// <exception cref="MediaException">A stored set's labels cannot be read.</exception>
    public StillFrameLeak LeakOfStillFrames(int count) =>
        StillFrameLeak.Of(source, Enumerable.Range(0, count).Select(i => SourceIndex(Split.Train, i)));

    public abstract void Dispose();

    protected static string Id(long sourceIndex) => sourceIndex.ToString();

    /// <summary>
    /// What the checks know of a sample: its features are the ball's track through the first view in shares of the picture's size,
    /// in which clips that look alike lie near; none where no positions are known.
    /// </summary>
    protected DataItem Item(Split split, long sourceIndex, ClipTruth of)
    {
        if (!Options.HasPositions)
            return new() { Id = Id(sourceIndex), Split = split, Index = sourceIndex, Label = of.ClassIndex };
        var last = of.PositionWorld[Options.Frames - 1];
        var track = of.PositionPixels.AsSpan(0, Options.Frames);
        var features = new float[2 * track.Length];
        for (var i = 0; i < track.Length; i++)
            (features[2 * i], features[2 * i + 1]) = ((float)(track[i].X / Options.Size), (float)(track[i].Y / Options.Size));
        return new()
        {
            Id = Id(sourceIndex),
            Split = split,
            Index = sourceIndex,
            Label = of.ClassIndex,
            Target = [(float)last.X, (float)last.Y, (float)last.Z],
            Features = features,
        };
    }
}
