using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Data;

/// <summary>A stored set as the trainer's data: each epoch is a new order of the same clips. Owns the set.</summary>
public sealed class StoredTrajectories : TrajectoryData
{
    private readonly TrajectorySet set;
    private readonly ClipScan scan;
    private readonly Dictionary<long, float[]> thumbnails = [];

    public StoredTrajectories(TrajectorySet set) : base(set)
    {
        this.set = set;
        var truth = new ClipTruth(Options);
        scan = new ClipScan(set.Split, set.Count, Options.ClipBytes, (index, clip) =>
        {
            set.Read(index, clip, truth);
            if (!Options.HasPositions)
                thumbnails[index] = Thumbnail.Of(clip, Options);
        });
    }

    /// <summary>Opens the set in <paramref name="folder"/>.</summary>
    /// <param name="folder">As <c>saccade data make</c> wrote it.</param>
    /// <param name="augmentation">Makes what is done to clips of the training split, once it is known what they are like.</param>
    /// <exception cref="RunException">There is no whole set of trajectories here.</exception>
    public static StoredTrajectories Open(string folder, Func<ClipOptions, Augmentation>? augmentation = null)
    {
        try
        {
            var set = TrajectorySet.Open(folder);
            return new(set) { Augmentation = augmentation?.Invoke(set.Options) };
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    public TrajectorySet Set => set;

    public override string Hash => set.DataHash;

    public override bool IsEndless => false;

    public override int Count(Split split) => set.Split.Indices(split).Count;

    protected override long SourceIndex(Split split, long index) => set.Split.Indices(split)[(int)index];

    /// <summary>Reads every clip of the split the first time, to know which cannot be read and which are the same.</summary>
    public override IEnumerable<DataItem> Items(Split split)
    {
        scan.Read(split);
        var truth = new ClipTruth(Options);
        foreach (var index in set.Split.Indices(split))
        {
            set.ReadTruth(index, truth);
            var item = Item(split, index, truth) with { Group = GroupOf(index), ContentHash = scan.ContentHash(index), Error = scan.Error(index) };
            yield return thumbnails.TryGetValue(index, out var features) ? item with { Features = features } : item;
        }
        // What an import could not read counts as unreadable here too; it belongs to no part, and is told of once.
        for (var i = 0; split == Split.Train && i < set.LeftOut.Count; i++)
        {
            if (set.LeftOut[i].IsUnreadable)
                yield return new() { Id = set.LeftOut[i].File, Split = split, Index = set.Count + i, Error = set.LeftOut[i].Cause };
        }
    }

    protected override string? GroupOf(long sourceIndex) => set.Groups?[(int)sourceIndex];

    public override void Dispose() => set.Dispose();
}
