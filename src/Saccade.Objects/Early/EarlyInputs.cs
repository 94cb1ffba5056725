namespace Saccade.Objects.Early;

/// <summary>
/// The evidence of whole clips in flat arrays, as the model takes it. Letters: N clips, T frames, K slots (tracks of a clip), R rows (a track of interest in a frame), M
/// pictures of objects. Rows come clip by clip, frame by frame, by slot.
/// </summary>
public sealed class EarlyInputs
{
    private readonly List<int> frameOf = [];
    private readonly List<int> cropOf = [];
    private readonly List<float> states = [], sightings = [], crops = [];

    /// <param name="clips">N</param>
    /// <param name="frames">T</param>
    /// <param name="slots">K</param>
    public EarlyInputs(int clips, int frames, int slots)
    {
        (Clips, Frames, Slots) = (clips, frames, slots);
        Held = new int[clips * frames * slots];
        Seen = new float[clips * frames * slots];
    }

    public int Clips { get; }

    public int Frames { get; }

    public int Slots { get; }

    public int Rows => frameOf.Count;

    /// <summary>(R): the frame of each row, counted through all clips: n T + t.</summary>
    public IReadOnlyList<int> FrameOf => frameOf;

    /// <summary>(R, state)</summary>
    public float[] States => [.. states];

    /// <summary>(R)</summary>
    public float[] Sightings => [.. sightings];

    /// <summary>(R): which of the pictures; -1 for a track that is not seen.</summary>
    public IReadOnlyList<int> CropOf => cropOf;

    /// <summary>Picture <paramref name="index"/> of the M.</summary>
    public ReadOnlySpan<float> Crop(int index) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(crops).Slice(index * CropSize, CropSize);

    /// <summary>(N, T, K): 1 + the latest row of each track up to each frame; 0 before its first.</summary>
    public int[] Held { get; }

    /// <summary>(N, T, K): 1 where a track is seen.</summary>
    public float[] Seen { get; }

    private static int CropSize => FrameEvidence.CropPixels * FrameEvidence.CropPixels;

    /// <summary>Takes the next frame of a clip; frames must come in order, and clips as well.</summary>
    public void Add(int clip, int frame, FrameEvidence evidence)
    {
        var place = (clip * Frames + frame) * Slots;
        if (frame > 0)
            Held.AsSpan(place - Slots, Slots).CopyTo(Held.AsSpan(place, Slots));
        foreach (var slot in evidence.GivenUp)
            Held[place + slot] = 0;
        var firstCrop = crops.Count / CropSize;
        for (var row = 0; row < evidence.Rows; row++)
        {
            frameOf.Add(clip * Frames + frame);
            Held[place + evidence.Slots[row]] = frameOf.Count;
            cropOf.Add(evidence.CropOf[row] < 0 ? -1 : firstCrop + evidence.CropOf[row]);
            Seen[place + evidence.Slots[row]] = evidence.CropOf[row] < 0 ? 0 : 1;
        }
        states.AddRange(evidence.States);
        sightings.AddRange(evidence.Sightings);
        crops.AddRange(evidence.Crops);
    }
}
