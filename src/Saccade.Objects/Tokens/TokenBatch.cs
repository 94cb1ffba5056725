using System.Buffers;
using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Objects.Tokens;

/// <summary>
/// The tokens of some clips, padded to the same number. N clips, K tokens, M tracks, T frames, S pixels of a crop, V tokens of all clips together. <see cref="Valid"/>
/// is 1 for a token that is there and 0 for padding. A clip may have none; V is at least 1, so that there is always something to compute with.
/// </summary>
public sealed class TokenBatch : Batch
{
    private readonly ClipTokens[] clips;
    private readonly ClipObjects[] truths;
    private readonly List<float[]> rented = [];

    /// <param name="ids">The clips' ids.</param>
    /// <param name="clips">(N)</param>
    /// <param name="truths">(N)</param>
    /// <param name="crop">S</param>
    internal TokenBatch(IReadOnlyList<string> ids, ClipTokens[] clips, ClipObjects[] truths, int crop) : base(ids)
    {
        (this.clips, this.truths) = (clips, truths);
        Crop = crop;
        Frames = truths[0].Frames;
        // A few sizes only, so that memory is used again from step to step.
        Tokens = Math.Max(8, (clips.Max(c => c.Count) + 7) / 8 * 8);
        Tracks = Math.Max(4, (clips.Max(c => c.Tracks.Count) + 3) / 4 * 4);
        Together = Math.Max(1, clips.Sum(c => c.Count));
        Valid = new int[Count * Tokens];
        RowOf = new int[Count * Tokens];
        FrameOf = new int[Together];
        Crops = Rent(Together * 3 * crop * crop);
        Geometry = Rent(Together * TrackGeometry.Width);
        Pairs = Rent(Count * Tracks * Tracks * TrackPairs.Width);
        MeanOfTrack = Rent(Count * Tracks * Tokens);
        InTrack = Rent(Count * Tokens * Tracks);
        InFrame = Rent(Count * Frames * Tokens);
        var row = 0;
        for (var n = 0; n < Count; n++)
            row = Pack(n, clips[n], row);
    }

    /// <summary>S</summary>
    public int Crop { get; }

    /// <summary>T</summary>
    public int Frames { get; }

    /// <summary>K</summary>
    public int Tokens { get; }

    /// <summary>M</summary>
    public int Tracks { get; }

    /// <summary>V</summary>
    public int Together { get; }

    /// <summary>(N,K): 1 for a token, 0 for padding.</summary>
    public int[] Valid { get; }

    /// <summary>(N,K): where each token stands among all V; 0 for padding.</summary>
    public int[] RowOf { get; }

    /// <summary>(V): each token's frame.</summary>
    public int[] FrameOf { get; }

    /// <summary>(V,3,S,S): values 0 to 1.</summary>
    public Memory<float> Crops { get; }

    /// <summary>(V,G)</summary>
    public Memory<float> Geometry { get; }

    /// <summary>(N,M,M,P): zeros for two tracks that do not follow each other.</summary>
    public Memory<float> Pairs { get; }

    /// <summary>(N,M,K): 1 over the number of a track's tokens where they are; zeros for padding and for a track that the budget left out.</summary>
    public Memory<float> MeanOfTrack { get; }

    /// <summary>(N,K,M): 1 where the track is the token's.</summary>
    public Memory<float> InTrack { get; }

    /// <summary>(N,T,K): 1 where the frame is the token's.</summary>
    public Memory<float> InFrame { get; }

    public ClipTokens Clip(int n) => clips[n];

    public ClipObjects Truth(int n) => truths[n];

    protected override void Dispose(bool disposing)
    {
        foreach (var array in rented)
            ArrayPool<float>.Shared.Return(array);
        rented.Clear();
        base.Dispose(disposing);
    }

    private Memory<float> Rent(int length)
    {
        var array = ArrayPool<float>.Shared.Rent(length);
        rented.Add(array);
        array.AsSpan(0, length).Clear();
        return array.AsMemory(0, length);
    }

    private int Pack(int n, ClipTokens clip, int row)
    {
        clip.Geometry.CopyTo(Geometry.Span[(row * TrackGeometry.Width)..]);
        clip.FrameOf.CopyTo(FrameOf, row);
        ToPlanes(clip.Crops, Crops.Span.Slice(row * 3 * Crop * Crop, clip.Crops.Length));
        var sizes = new int[clip.Tracks.Count];
        foreach (var track in clip.TrackOf)
            sizes[track]++;
        for (var k = 0; k < clip.Count; k++)
        {
            var track = clip.TrackOf[k];
            Valid[n * Tokens + k] = 1;
            RowOf[n * Tokens + k] = row + k;
            MeanOfTrack.Span[(n * Tracks + track) * Tokens + k] = 1f / sizes[track];
            InTrack.Span[(n * Tokens + k) * Tracks + track] = 1;
            InFrame.Span[(n * Frames + clip.FrameOf[k]) * Tokens + k] = 1;
        }
        var width = clip.Tracks.Count * TrackPairs.Width;
        for (var a = 0; a < clip.Tracks.Count; a++)
            clip.Pairs.AsSpan(a * width, width).CopyTo(Pairs.Span[((n * Tracks + a) * Tracks * TrackPairs.Width)..]);
        return row + clip.Count;
    }

    // (K,S,S,3) bytes to (K,3,S,S) values 0 to 1.
    private void ToPlanes(ReadOnlySpan<byte> bytes, Span<float> planes)
    {
        const float Scale = 1 / 255f;
        var area = Crop * Crop;
        for (var token = 0; token < bytes.Length / (3 * area); token++)
        {
            var from = bytes.Slice(token * 3 * area, 3 * area);
            var to = planes.Slice(token * 3 * area, 3 * area);
            for (var i = 0; i < area; i++)
            {
                to[i] = from[3 * i] * Scale;
                to[area + i] = from[3 * i + 1] * Scale;
                to[2 * area + i] = from[3 * i + 2] * Scale;
            }
        }
    }
}
