using System.Buffers.Binary;
using System.Security.Cryptography;
using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Data;

/// <summary>
/// What reading every clip of a stored set once has shown: which cannot be read and which are the same. Kept, because checks and baselines ask for items
/// again and again.
/// </summary>
/// <param name="split">The parts of the set.</param>
/// <param name="clips">How many the set has.</param>
/// <param name="clipBytes">The bytes of one.</param>
/// <param name="read">Reads a clip, by its index, into the buffer.</param>
public sealed class ClipScan(StratifiedSplit split, int clips, int clipBytes, Action<long, byte[]> read)
{
    private readonly ulong[] contentHashes = new ulong[clips];
    private readonly Dictionary<long, string> errors = [];
    private readonly HashSet<Split> scanned = [];

    /// <summary>Reads every clip of a part, the first time that it is asked to.</summary>
    public void Read(Split part)
    {
        if (!scanned.Add(part))
            return;
        var clip = new byte[clipBytes];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var index in split.Indices(part))
        {
            try
            {
                read(index, clip);
                SHA256.HashData(clip, hash);
                contentHashes[index] = BinaryPrimitives.ReadUInt64LittleEndian(hash);
            }
            catch (MediaException unreadable)
            {
                errors[index] = unreadable.Message;
            }
        }
    }

    /// <summary>Equal hashes are the same bytes; 0 for a clip that cannot be read.</summary>
    public ulong ContentHash(long index) => contentHashes[index];

    /// <summary>Why a clip cannot be read; null when it can.</summary>
    public string? Error(long index) => errors.GetValueOrDefault(index);
}
