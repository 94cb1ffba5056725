using System.Buffers.Binary;
using System.Security.Cryptography;
using Saccade.Media;
using Saccade.Objects.Sets;
using Saccade.Training;

namespace Saccade.Objects.Data;

/// <summary>A stored set as the trainer's data: each epoch is a new order of the same clips. Owns the set.</summary>
public sealed class StoredPersistence(PersistenceSet set) : PersistenceData(set)
{
    // What reading every clip once has shown; kept, because checks and baselines ask for items again and again.
    private readonly ulong[] contentHashes = new ulong[set.Count];
    private readonly Dictionary<long, string> errors = [];
    private readonly HashSet<Split> read = [];

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
        if (read.Add(split))
            ReadAll(split);
        foreach (var index in set.Split.Indices(split))
        {
            yield return errors.TryGetValue(index, out var error)
                ? new() { Id = Id(index), Split = split, Index = index, Error = error }
                : Item(split, index, set.ReadTruth(index)) with { ContentHash = contentHashes[index] };
        }
    }

    public override void Dispose() => set.Dispose();

    private void ReadAll(Split split)
    {
        var clip = new byte[Options.ClipBytes];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var index in set.Split.Indices(split))
        {
            try
            {
                set.Read(index, clip);
                SHA256.HashData(clip, hash);
                contentHashes[index] = BinaryPrimitives.ReadUInt64LittleEndian(hash);
            }
            catch (MediaException unreadable)
            {
                errors[index] = unreadable.Message;
            }
        }
    }
}
