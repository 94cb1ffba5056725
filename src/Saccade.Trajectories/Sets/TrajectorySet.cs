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
    // Clips are made in groups of about this size, on all cores, and written in order.
    private const int GroupBytes = 16 << 20;

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
        if (samples < 5)
            throw new ArgumentException($"samples: {samples} is not at least 5, which a split needs.");
        // The truth file lies in the folder that the shard writer makes, so it goes first when both are removed.
        using var clips = new ShardWriter(folder, ShapeOf(options));
        using var truths = new TruthFileWriter(folder);

        var labels = new int[samples];
        var names = options.Classes.Select(name => JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["class"] = name })).ToArray();
        var group = new (byte[] Clip, ClipTruth Truth)[Math.Clamp(GroupBytes / options.ClipBytes, 1, samples)];
        for (var i = 0; i < group.Length; i++)
            group[i] = (new byte[options.ClipBytes], new ClipTruth(options));
        for (var first = 0; first < samples; first += group.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(group.Length, samples - first);
            Parallel.For(0, count, i => generator.Read(first + i, group[i].Clip, group[i].Truth));
            foreach (var (clip, truth) in group.AsSpan(0, count))
            {
                clips.Append(clip, names[truth.ClassIndex]);
                truths.Append(TruthFile.Encode(truth, options));
                labels[truth.SampleIndex] = truth.ClassIndex;
            }
            progress?.Report(first + count);
        }
        var split = StratifiedSplit.Draw(labels, options.Seed);
        cancellation.ThrowIfCancellationRequested();
        clips.Complete(new SetMetadata
        {
            Content = SetMetadata.ThisContent,
            Clips = options,
            TruthSha256 = truths.Finish(),
            Train = [.. split.Indices(Training.Split.Train)],
            Validation = [.. split.Indices(Training.Split.Validation)],
            Test = [.. split.Indices(Training.Split.Test)],
        }.ToJson());
        truths.Keep();
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
