using System.Text.Json;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Trajectories.Sets;

namespace Saccade.Objects.Sets;

/// <summary>
/// A stored set of clips of objects: shards as <see cref="ShardReader"/> reads them, with <c>truth.bin</c> beside them. Clips and truth are read from
/// disk when asked for, so that memory does not grow with the set. Reads are thread-safe.
/// </summary>
public sealed class PersistenceSet : IPersistenceClips, IDisposable
{
    /// <summary>What the index of such a set says that it holds.</summary>
    public const string Content = "persistence";

    private readonly ShardReader shards;
    private readonly PersistenceTruthFile truths;

    private PersistenceSet(ShardReader shards)
    {
        this.shards = shards;
        var metadata = PersistenceSetMetadata.Parse(shards.Metadata, shards.Folder);
        Options = metadata.Clips;
        if (shards.Shape != ShapeOf(Options))
            throw new MediaException(shards.Folder, $"its clips are {shards.Shape}, but its description says {ShapeOf(Options)}: make the set again");
        try
        {
            Split = StratifiedSplit.FromStored(metadata.Train, metadata.Validation, metadata.Test, shards.Count);
        }
        catch (ArgumentException failure)
        {
            throw new MediaException(shards.Folder, failure.Message, failure);
        }
        truths = new PersistenceTruthFile(shards.Folder, Options, shards.Count, metadata.TruthBytes, metadata.TruthSha256);
    }

    /// <inheritdoc/>
    public PersistenceClipOptions Options { get; }

    public string Folder => shards.Folder;

    /// <summary>Clips in the set.</summary>
    public int Count => shards.Count;

    /// <summary>SHA-256 in hexadecimal digits of all that the set holds: clips, truth, split and options.</summary>
    public string DataHash => shards.DataHash;

    /// <summary>60, 20 and 20 of every hundred clips of each label.</summary>
    public StratifiedSplit Split { get; }

    /// <summary>Makes a set of <paramref name="samples"/> clips in a folder that is empty or does not exist yet.</summary>
    /// <param name="folder">Where. It holds a set once this has returned, and nothing of it after a failure or a cancellation.</param>
    /// <param name="options">What the clips are like.</param>
    /// <param name="samples">At least 5, so that there is one for each part of the split.</param>
    /// <param name="progress">Told how many clips are written, several times a second.</param>
    /// <param name="cancellation">Stops the writing and removes what was written.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="MediaException">The folder holds something or cannot be written to, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Make(string folder, PersistenceClipOptions options, int samples, IProgress<int>? progress, CancellationToken cancellation)
    {
        var generator = new PersistenceGenerator(options);
        SetWriter.Write(folder, ShapeOf(options), samples, options.Seed, MakeClip, Describe, progress, cancellation);

        MadeClip MakeClip(long index, byte[] clip)
        {
            var truth = generator.Read(index, clip);
            return new MadeClip((int)truth.Clip, Line(truth), PersistenceTruthFile.Encode(truth));
        }

        JsonElement Describe(StratifiedSplit split, long truthBytes, string truthSha256) => new PersistenceSetMetadata
        {
            Content = Content,
            Clips = options,
            TruthBytes = truthBytes,
            TruthSha256 = truthSha256,
            Train = [.. split.Indices(Training.Split.Train)],
            Validation = [.. split.Indices(Training.Split.Validation)],
            Test = [.. split.Indices(Training.Split.Test)],
        }.ToJson();
    }

    /// <summary>Opens the set in <paramref name="folder"/> and verifies its index, its lines and its truth; clips are verified when they are read.</summary>
    /// <exception cref="MediaException">There is no whole set of objects here; the message says what is wrong with it.</exception>
    public static PersistenceSet Open(string folder)
    {
        var shards = new ShardReader(folder);
        try
        {
            return new PersistenceSet(shards);
        }
        catch
        {
            shards.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ClipObjects ReadTruth(long index) => truths.Read(Checked(index));

    /// <inheritdoc/>
    public ClipObjects Read(long index, Span<byte> clip)
    {
        shards.ReadClip(Checked(index), clip);
        return ReadTruth(index);
    }

    public void Dispose()
    {
        truths.Dispose();
        shards.Dispose();
    }

    // What somebody who reads the clips' lines without this program learns of each.
    private static JsonElement Line(ClipObjects truth) => JsonSerializer.SerializeToElement(new
    {
        @class = truth.Clip.ToString().ToLowerInvariant(),
        transient_frames = truth.TransientFrames,
        objects = truth.Objects.Count,
    });

    private static ClipShape ShapeOf(PersistenceClipOptions options) => new(1, options.Frames, options.Size, options.Size);

    private int Checked(long index) => index >= 0 && index < Count
        ? (int)index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The set has {Count} clips.");
}
