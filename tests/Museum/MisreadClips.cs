using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>A few made clips of objects, read by a loader with one thing wrong about it.</summary>
internal sealed class MisreadClips(MisreadClips.Loader loader) : PersistenceData(loader)
{
    private const int Train = 80, Held = 40;

    /// <param name="label">What the loader takes for the truth.</param>
    /// <param name="layout">What the loader does to the bytes of a clip, which come as (T,S,S,3).</param>
    public MisreadClips(Func<ClipObjects, ClipObjects>? label = null, Action<byte[]>? layout = null)
        : this(new Loader(new PersistenceGenerator(new()), label ?? (truth => truth), layout ?? (_ => { })))
    {
    }

    public override string Hash => "misread";

    public override bool IsEndless => false;

    public override int Count(Split split) => split == Split.Train ? Train : Held;

    public override long SourceIndex(Split split, long index) => index + split switch { Split.Train => 0, Split.Validation => Train, _ => Train + Held };

    public override IEnumerable<DataItem> Items(Split split) =>
        Enumerable.Range(0, Count(split)).Select(i => SourceIndex(split, i)).Select(i => Item(split, i, Source.ReadTruth(i)));

    public override void Dispose()
    {
        // Nothing is held open.
    }

    internal sealed class Loader(IPersistenceClips clips, Func<ClipObjects, ClipObjects> label, Action<byte[]> layout) : IPersistenceClips
    {
        public PersistenceClipOptions Options => clips.Options;

        public ClipObjects ReadTruth(long index) => label(clips.ReadTruth(index));

        public ClipObjects Read(long index, Span<byte> clip)
        {
            var bytes = new byte[clip.Length];
            var truth = label(clips.Read(index, bytes));
            layout(bytes);
            bytes.CopyTo(clip);
            return truth;
        }
    }
}
