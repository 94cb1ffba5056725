using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Training;
using Saccade.Trajectories;
using Saccade.Trajectories.Data;

namespace Saccade.Objects.Data;

/// <summary>
/// Clips of objects as the trainer takes them, whichever source they come from. A sample's id is its index in the source, so that a control built on
/// the same source has the same ids; its label is the whole clip's.
/// </summary>
public abstract class PersistenceData(IPersistenceClips source) : IPersistenceData
{
    private const ulong PermutationSeed = 1;

    public abstract string Hash { get; }

    public virtual string HashOf(Split split) => Hash;

    public PersistenceClipOptions Options => source.Options;

    public IReadOnlyDictionary<string, string> Conditions => Options.Conditions;

    public JsonObject? Description => DescribedPersistence.Describe(Options);

    public IReadOnlyList<string> ClassNames => PersistenceNames.All;

    public abstract bool IsEndless { get; }

    /// <summary>Where the clips come from; a sample's id is its index there.</summary>
    public IPersistenceClips Source => source;

    public abstract int Count(Split split);

    /// <summary>The source's index of a split's sample.</summary>
    public abstract long SourceIndex(Split split, long index);

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step) => Load(split, indices, FrameOrder.Original, permutation: null);

    /// <summary>As the other <c>Load</c>, with the frames of each clip in another order, and with the labels of another clip where a permutation is given.</summary>
    /// <exception cref="RunException">A sample cannot be read; names the file.</exception>
    internal PersistenceBatch Load(Split split, ReadOnlySpan<long> indices, FrameOrder order, LabelPermutation? permutation)
    {
        var ids = new string[indices.Length];
        for (var n = 0; n < ids.Length; n++)
            ids[n] = Id(SourceIndex(split, indices[n]));
        var batch = new PersistenceBatch(ids, Options);
        try
        {
            for (var n = 0; n < ids.Length; n++)
            {
                var index = SourceIndex(split, indices[n]);
                var truth = source.Read(index, batch.Room(n));
                if (order != FrameOrder.Original)
                    truth = Reorder(batch.Room(n), truth, order, index);
                if (permutation is not null)
                    truth = truth.WithLabelsOf(source.ReadTruth(SourceIndex(split, permutation.Of(indices[n]))), new SampleRandom(PermutationSeed, index, SamplePurpose.KindPermutation));
                batch.SetTruth(n, truth);
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

    public abstract void Dispose();

    protected static string Id(long sourceIndex) => sourceIndex.ToString();

    /// <summary>What the checks know of a sample: its features are what is seen in each frame, in which clips that look alike lie near.</summary>
    protected DataItem Item(Split split, long sourceIndex, ClipObjects truth) => new()
    {
        Id = Id(sourceIndex),
        Split = split,
        Index = sourceIndex,
        Label = (int)truth.Clip,
        Features = Sketch(truth),
    };

    // (T,3): how many objects are seen, and the sums of their places as shares of the picture.
    private float[] Sketch(ClipObjects truth)
    {
        var sketch = new float[3 * truth.Frames];
        foreach (var sighting in truth.Objects.SelectMany(o => o.Sightings))
        {
            var frame = sketch.AsSpan(3 * sighting.Frame, 3);
            frame[0]++;
            frame[1] += (float)(sighting.Centre.X / Options.Size);
            frame[2] += (float)(sighting.Centre.Y / Options.Size);
        }
        return sketch;
    }

    private ClipObjects Reorder(Span<byte> clip, ClipObjects truth, FrameOrder order, long index)
    {
        var frames = new int[Options.Frames];
        order.Choose(index, frames);
        var original = clip.ToArray();
        for (var t = 0; t < frames.Length; t++)
        {
            var to = clip.Slice(t * Options.FrameBytes, Options.FrameBytes);
            if (frames[t] < 0)
                to.Clear();
            else
                original.AsSpan(frames[t] * Options.FrameBytes, Options.FrameBytes).CopyTo(to);
        }
        return truth.Reordered(frames);
    }
}
