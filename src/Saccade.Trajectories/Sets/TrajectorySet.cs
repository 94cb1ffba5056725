using System.Text.Json;
using Saccade.Media;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Import;

namespace Saccade.Trajectories.Sets;

/// <summary>
/// A stored set of clips: shards as <see cref="ShardReader"/> reads them, with <c>truth.bin</c> beside them. Clips and labels are
/// read from disk when asked for, so that memory does not grow with the set. Reads are thread-safe.
/// </summary>
public sealed class TrajectorySet : IClipSource, IDisposable
{
    private readonly ShardReader shards;
    private readonly TruthFile truths;

    private TrajectorySet(ShardReader shards)
    {
        this.shards = shards;
        var metadata = SetMetadata.Parse(shards.Metadata, shards.Folder);
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
        if (metadata.Groups is { } stored && stored.Length != shards.Count)
            throw new MediaException(shards.Folder, $"its index has groups for {stored.Length} clips, and there are {shards.Count}: import the set again");
        (Groups, LeftOut) = (metadata.Groups, metadata.LeftOut ?? []);
        truths = new TruthFile(shards.Folder, Options, shards.Count, metadata.TruthSha256);
    }

    public ClipOptions Options { get; }

    /// <summary>Which clips belong together, such as those of one recording; null where each stands for itself.</summary>
    public IReadOnlyList<string>? Groups { get; }

    /// <summary>Recordings that an import had to leave out.</summary>
    public IReadOnlyList<LeftOutRecording> LeftOut { get; }

    public string Folder => shards.Folder;

    /// <summary>Clips in the set.</summary>
    public int Count => shards.Count;

    /// <summary>SHA-256 in hexadecimal digits of all that the set holds: clips, truth, split and options.</summary>
    public string DataHash => shards.DataHash;

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
    public static void Make(string folder, ClipOptions options, int samples, IProgress<int>? progress, CancellationToken cancellation)
    {
        var generator = new ClipGenerator(options);
        var lines = options.Classes.Select(name => JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["class"] = name })).ToArray();
        SetWriter.Write(folder, ShapeOf(options), samples, options.Seed, MakeClip, Describe, progress, cancellation);

        MadeClip MakeClip(long index, byte[] clip)
        {
            var truth = new ClipTruth(options);
            generator.Read(index, clip, truth);
            return new MadeClip(truth.ClassIndex, lines[truth.ClassIndex], TruthFile.Encode(truth, options));
        }

        JsonElement Describe(StratifiedSplit split, long truthBytes, string truthSha256) => new SetMetadata
        {
            Content = SetMetadata.ThisContent,
            Clips = options,
            TruthSha256 = truthSha256,
            Train = [.. split.Indices(Training.Split.Train)],
            Validation = [.. split.Indices(Training.Split.Validation)],
            Test = [.. split.Indices(Training.Split.Test)],
        }.ToJson();
    }

    /// <summary>Opens the set in <paramref name="folder"/> and verifies its index, its lines and its truth; clips are verified when they are read.</summary>
    /// <exception cref="MediaException">There is no whole set of trajectories here; the message says what is wrong with it.</exception>
    public static TrajectorySet Open(string folder)
    {
        var shards = new ShardReader(folder);
        try
        {
            return new TrajectorySet(shards);
        }
        catch
        {
            shards.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void ReadTruth(long index, ClipTruth truth) => truths.Read(Checked(index), truth);

    /// <inheritdoc/>
    public void Read(long index, Span<byte> clip, ClipTruth truth)
    {
        shards.ReadClip(Checked(index), clip);
        ReadTruth(index, truth);
    }

    public void Dispose()
    {
        truths.Dispose();
        shards.Dispose();
    }

    private static ClipShape ShapeOf(ClipOptions options) => new(options.Views, options.Frames, options.Size, options.Size);

    private int Checked(long index) => index >= 0 && index < Count
        ? (int)index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The set has {Count} clips.");
}
