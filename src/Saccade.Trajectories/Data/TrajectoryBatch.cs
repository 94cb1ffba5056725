using System.Buffers;
using Saccade.Trajectories.Clips;
using Saccade.Training;

namespace Saccade.Trajectories.Data;

/// <summary>
/// Clips and targets of one step in flat arrays. Letters: N samples, V views, T frames, S pixels, F = 5 frames to come.
/// Positions are those of the ball's centre.
/// </summary>
public sealed class TrajectoryBatch : Batch
{
    private readonly float[] clips;
    private readonly int[] labels;
    private readonly float[] lastWorld, trackWorld, futureWorld, futureKnown, lastImage, trackImage;
    private bool disposed;

    internal TrajectoryBatch(IReadOnlyList<string> ids, IReadOnlyList<string?> groups, ClipOptions options) : base(ids)
    {
        Groups = groups;
        Options = options;
        clips = ArrayPool<float>.Shared.Rent(Count * options.ClipBytes);
        labels = new int[Count];
        lastWorld = new float[Count * 3];
        trackWorld = new float[Count * options.Frames * 3];
        futureWorld = new float[Count * ClipOptions.FutureFrames * 3];
        futureKnown = new float[Count];
        lastImage = new float[Count * options.Views * 2];
        trackImage = new float[Count * options.Views * options.Frames * 2];
    }

    public ClipOptions Options { get; }

    /// <summary>(N): what each sample belongs to together with others; null where it stands for itself.</summary>
    public IReadOnlyList<string?> Groups { get; }

    /// <summary>(N,V,T,3,S,S): values 0 to 1.</summary>
    public ReadOnlySpan<float> Clips => disposed ? throw new ObjectDisposedException(nameof(TrajectoryBatch)) : clips.AsSpan(0, Count * Options.ClipBytes);

    /// <summary>(N): class indices.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>(N,3): position in the last frame, world units.</summary>
    public ReadOnlySpan<float> LastPositionWorld => lastWorld;

    /// <summary>(N,T,3): position in every frame, world units.</summary>
    public ReadOnlySpan<float> TrackWorld => trackWorld;

    /// <summary>(N,F,3): positions one to five frames after the last, world units.</summary>
    public ReadOnlySpan<float> FuturePositionWorld => futureWorld;

    /// <summary>(N): 1 where <see cref="FuturePositionWorld"/> is what comes after the clip, 0 where that is not known.</summary>
    public ReadOnlySpan<float> FutureKnown => futureKnown;

    /// <summary>(N,V,T,2): position in every frame in the image, as <see cref="LastPositionImage"/>.</summary>
    public ReadOnlySpan<float> TrackImage => trackImage;

    /// <summary>(N,V,2): position in the last frame in the image, -1 to 1 from left to right and from top to bottom.</summary>
    public ReadOnlySpan<float> LastPositionImage => lastImage;

    /// <summary>Takes sample <paramref name="n"/> from its bytes (V,T,S,S,3) and its truth, its frames in the order (T) of <see cref="FrameOrder"/>.</summary>
    internal void Set(int n, ReadOnlySpan<byte> clip, ClipTruth truth, ReadOnlySpan<int> order, bool isFutureKnown)
    {
        var length = Options.FrameBytes;
        for (var place = 0; place < Options.Views * Options.Frames; place++)
        {
            var (view, t) = Math.DivRem(place, Options.Frames);
            var planes = clips.AsSpan(n * Options.ClipBytes + place * length, length);
            if (order[t] < 0)
                planes.Clear();
            else
                ToPlanes(clip.Slice((view * Options.Frames + order[t]) * length, length), planes);
        }
        labels[n] = truth.ClassIndex;
        futureKnown[n] = isFutureKnown ? 1 : 0;
        var last = Options.Frames - 1;
        Put(truth.PositionWorld[last], lastWorld.AsSpan(3 * n));
        for (var t = 0; t < Options.Frames; t++)
            Put(truth.PositionWorld[t], trackWorld.AsSpan(3 * (n * Options.Frames + t)));
        for (var f = 0; f < ClipOptions.FutureFrames; f++)
            Put(truth.PositionWorld[last + 1 + f], futureWorld.AsSpan(3 * (n * ClipOptions.FutureFrames + f)));
        for (var view = 0; view < Options.Views; view++)
        {
            var track = trackImage.AsSpan(2 * (n * Options.Views + view) * Options.Frames, 2 * Options.Frames);
            for (var t = 0; t < Options.Frames; t++)
            {
                var pixels = truth.PositionPixels[view * Options.Positions + t];
                track[2 * t] = (float)(2 * pixels.X / Options.Size - 1);
                track[2 * t + 1] = (float)(2 * pixels.Y / Options.Size - 1);
            }
            track[^2..].CopyTo(lastImage.AsSpan(2 * (n * Options.Views + view)));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposed)
            ArrayPool<float>.Shared.Return(clips);
        disposed = true;
        base.Dispose(disposing);
    }

    // (S,S,3) bytes to (3,S,S) values 0 to 1.
    private static void ToPlanes(ReadOnlySpan<byte> bytes, Span<float> planes)
    {
        const float Scale = 1 / 255f;
        var area = planes.Length / 3;
        var red = planes[..area];
        var green = planes.Slice(area, area);
        var blue = planes.Slice(2 * area, area);
        for (var i = 0; i < area; i++)
        {
            red[i] = bytes[3 * i] * Scale;
            green[i] = bytes[3 * i + 1] * Scale;
            blue[i] = bytes[3 * i + 2] * Scale;
        }
    }

    private static void Put(PositionWorld position, Span<float> to) =>
        (to[0], to[1], to[2]) = ((float)position.X, (float)position.Y, (float)position.Z);
}
