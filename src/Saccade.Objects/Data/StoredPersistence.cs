using Saccade.Media;
using Saccade.Objects.Sets;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Objects.Data;

/// <summary>A stored set as the trainer's data: each epoch is a new order of the same clips. Owns the set.</summary>
public sealed class StoredPersistence(PersistenceSet set) : PersistenceData(set)
{
    private readonly ClipScan scan = new(set.Split, set.Count, set.Options.ClipBytes, (index, clip) => set.Read(index, clip));

    /// <summary>Opens the set in <paramref name="folder"/>, as <c>saccade data make persistence</c> wrote it.</summary>
    /// <exception cref="RunException">There is no whole set of objects here.</exception>
    public static StoredPersistence Open(string folder)
    {
        try
        {
            return new(PersistenceSet.Open(folder));
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    public PersistenceSet Set => set;

    public override string Hash => set.DataHash;

    public override bool IsEndless => false;

    public override int Count(Split split) => set.Split.Indices(split).Count;

    public override long SourceIndex(Split split, long index) => set.Split.Indices(split)[(int)index];

    /// <summary>Reads every clip of the split the first time, to know which cannot be read and which are the same.</summary>
    public override IEnumerable<DataItem> Items(Split split)
    {
        scan.Read(split);
        foreach (var index in set.Split.Indices(split))
        {
            yield return scan.Error(index) is { } error
                ? new() { Id = Id(index), Split = split, Index = index, Error = error }
                : Item(split, index, set.ReadTruth(index)) with { ContentHash = scan.ContentHash(index) };
        }
    }

    public override void Dispose() => set.Dispose();
}
