using Saccade.Trajectories;

namespace Saccade.Objects.Clips;

/// <summary>What is true of a clip: its objects, and what follows from them for each frame and for the whole.</summary>
public sealed class ClipObjects
{
    /// <summary>A clip with fewer transient frames than this share is persistent.</summary>
    public const double TransientShare = 0.2;

    private readonly bool[] transient;

    /// <param name="frames">T.</param>
    /// <param name="objects">By <see cref="ObjectTruth.Id"/>.</param>
    public ClipObjects(int frames, IReadOnlyList<ObjectTruth> objects)
        : this(objects, new bool[frames])
    {
        foreach (var sighting in objects.Where(o => o.Kind == Persistence.Transient).SelectMany(o => o.Sightings))
            transient[sighting.Frame] = true;
        Clip = LabelOf(transient);
    }

    private ClipObjects(IReadOnlyList<ObjectTruth> objects, bool[] transient) => (Objects, this.transient) = (objects, transient);

    /// <summary>T.</summary>
    public int Frames => transient.Length;

    public IReadOnlyList<ObjectTruth> Objects { get; }

    /// <summary>In how many frames a transient object can be seen.</summary>
    public int TransientFrames => transient.Count(t => t);

    /// <summary>Transient where a transient object can be seen.</summary>
    public Persistence Frame(int frame) => transient[frame] ? Persistence.Transient : Persistence.Persistent;

    /// <summary>The whole clip's: persistent when fewer than a fifth of its frames are transient (at most 6 of 32).</summary>
    public Persistence Clip { get; private init; }

    /// <summary>Objects of a clip whose frames were labelled by something else than what can be seen of them.</summary>
    /// <param name="objects">By <see cref="ObjectTruth.Id"/>.</param>
    /// <param name="transientFrames">(T)</param>
    public static ClipObjects Labelled(IReadOnlyList<ObjectTruth> objects, bool[] transientFrames) =>
        new(objects, transientFrames) { Clip = LabelOf(transientFrames) };

    /// <summary>
    /// These objects with the labels of another clip: its frames' and its whole, and for each object one of its objects' kinds, dealt at random; the shares
    /// of the labels stay as they are, and there is nothing to learn from them.
    /// </summary>
    /// <param name="other">A clip of as many frames.</param>
    /// <param name="random">Draws 1 to the number of the other's objects are used.</param>
    public ClipObjects WithLabelsOf(ClipObjects other, SampleRandom random)
    {
        var deal = Enumerable.Range(0, other.Objects.Count).ToArray();
        random.Shuffle(deal);
        var objects = Objects.Select((o, k) => deal.Length == 0 ? o : o with { Kind = other.Objects[deal[k % deal.Length]].Kind });
        return new([.. objects], other.transient) { Clip = other.Clip };
    }

    /// <summary>
    /// This clip with its frames in another order: at t lies what was at <c>order[t]</c>, or nothing for -1; such a frame keeps its label, and so does the whole clip,
    /// whatever is left to be seen.
    /// </summary>
    /// <param name="order">(T)</param>
    public ClipObjects Reordered(ReadOnlySpan<int> order)
    {
        var labels = new bool[order.Length];
        var sightings = Objects.Select(_ => new List<ObjectSighting>()).ToArray();
        for (var t = 0; t < order.Length; t++)
        {
            var from = order[t];
            labels[t] = transient[from < 0 ? t : from];
            for (var k = 0; k < sightings.Length; k++)
            {
                if (Objects[k].Sightings.FirstOrDefault(s => s.Frame == from) is { VisibleShare: > 0 } sighting)
                    sightings[k].Add(sighting with { Frame = t });
            }
        }
        return new(SeenObjects.InOrder(Objects.Select((o, k) => (o.Kind, sightings[k]))), labels) { Clip = Clip };
    }

    private static Persistence LabelOf(bool[] transient) =>
        transient.Count(t => t) < TransientShare * transient.Length ? Persistence.Persistent : Persistence.Transient;
}
