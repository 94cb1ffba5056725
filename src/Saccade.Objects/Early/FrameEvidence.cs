namespace Saccade.Objects.Early;

/// <summary>
/// What one frame gives a decision: for each track that is still of interest what is remembered of it, and for those that are seen a small picture. Made of this frame
/// and of memory; nothing of it changes when later frames come.
/// </summary>
public sealed class FrameEvidence
{
    /// <summary>Width and height of an object's picture.</summary>
    public const int CropPixels = 16;

    /// <summary>Numbers that describe a track.</summary>
    public const int StateSize = TrackMemory.Size;

    /// <summary>(R): the place of each row's track among all tracks of the clip.</summary>
    public required IReadOnlyList<int> Slots { get; init; }

    /// <summary>(R, <see cref="StateSize"/>)</summary>
    public required float[] States { get; init; }

    /// <summary>(R): in how many frames each was seen so far.</summary>
    public required float[] Sightings { get; init; }

    /// <summary>(R): the row's place in <see cref="Crops"/>; -1 for one that is not seen now.</summary>
    public required int[] CropOf { get; init; }

    /// <summary>(seen, <see cref="CropPixels"/>, <see cref="CropPixels"/>): brightness 0 to 1 around the centre of each object that is seen.</summary>
    public required float[] Crops { get; init; }

    /// <summary>Tracks that turned out to be later parts of others: what was said of them holds no more.</summary>
    public required IReadOnlyList<int> GivenUp { get; init; }

    /// <summary>Tracks that were left out because the clip had more than there is room for.</summary>
    public required int Dropped { get; init; }

    public int Rows => Slots.Count;
}
