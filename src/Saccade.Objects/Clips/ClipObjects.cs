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
    {
        Objects = objects;
        transient = new bool[frames];
        foreach (var sighting in objects.Where(o => o.Kind == Persistence.Transient).SelectMany(o => o.Sightings))
            transient[sighting.Frame] = true;
    }

    /// <summary>T.</summary>
    public int Frames => transient.Length;

    public IReadOnlyList<ObjectTruth> Objects { get; }

    /// <summary>In how many frames a transient object can be seen.</summary>
    public int TransientFrames => transient.Count(t => t);

    /// <summary>Transient where a transient object can be seen.</summary>
    public Persistence Frame(int frame) => transient[frame] ? Persistence.Transient : Persistence.Persistent;

    /// <summary>The whole clip's: persistent when fewer than a fifth of its frames are transient (at most 6 of 32).</summary>
    public Persistence Clip => TransientFrames < TransientShare * Frames ? Persistence.Persistent : Persistence.Transient;
}
