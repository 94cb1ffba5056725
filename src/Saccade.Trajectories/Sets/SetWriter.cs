using System.Text.Json;
using Saccade.Media;

namespace Saccade.Trajectories.Sets;

/// <summary>Makes a stored set: clips in groups on all cores, written in the order of their indices with a record of truth for each, and split by their labels.</summary>
public static class SetWriter
{
    private const int GroupBytes = 16 << 20;

    private const int FewestSamples = 5;

    /// <param name="folder">Where: empty, or not there yet. It holds a set once this has returned, and nothing of it after a failure or a cancellation.</param>
    /// <param name="shape">Of a clip.</param>
    /// <param name="samples">At least 5, so that there is one for each part of the split.</param>
    /// <param name="seed">Of the split.</param>
    /// <param name="make">Fills the bytes of a clip, by its index, and says what is true of it; called by several threads.</param>
    /// <param name="describe">What the index is to say of the set, given its split and the length and SHA-256 of its truth file.</param>
    /// <param name="progress">Told how many clips are written, several times a second.</param>
    /// <param name="cancellation">Stops the writing and removes what was written.</param>
    /// <exception cref="ArgumentException">There are too few samples.</exception>
    /// <exception cref="MediaException">The folder holds something or cannot be written to, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Write(
        string folder, ClipShape shape, int samples, ulong seed, Func<long, byte[], MadeClip> make, Func<StratifiedSplit, long, string, JsonElement> describe,
        IProgress<int>? progress, CancellationToken cancellation)
    {
        if (samples < FewestSamples)
            throw new ArgumentException($"samples: {samples} is not at least {FewestSamples}, which a split needs.");
        // The truth file lies in the folder that the shard writer makes, so it goes first when both are removed.
        using var clips = new ShardWriter(folder, shape);
        using var truths = new TruthFileWriter(folder);

        var labels = new int[samples];
        var buffers = new byte[Math.Clamp(GroupBytes / shape.ByteCount, 1, samples)][];
        var made = new MadeClip[buffers.Length];
        for (var i = 0; i < buffers.Length; i++)
            buffers[i] = new byte[shape.ByteCount];
        for (var first = 0; first < samples; first += buffers.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(buffers.Length, samples - first);
            Parallel.For(0, count, i => made[i] = make(first + i, buffers[i]));
            for (var i = 0; i < count; i++)
            {
                clips.Append(buffers[i], made[i].Line);
                truths.Append(made[i].Record);
                labels[first + i] = made[i].Label;
            }
            progress?.Report(first + count);
        }
        var split = StratifiedSplit.Draw(labels, seed);
        cancellation.ThrowIfCancellationRequested();
        clips.Complete(describe(split, truths.Length, truths.Finish()));
        truths.Keep();
    }
}

/// <summary>What is stored of a clip beside its bytes.</summary>
/// <param name="Label">By which the set is split.</param>
/// <param name="Line">What somebody who reads the clips' lines without this program learns of it.</param>
/// <param name="Record">Its truth, as the truth file holds it.</param>
public readonly record struct MadeClip(int Label, JsonElement Line, byte[] Record);
