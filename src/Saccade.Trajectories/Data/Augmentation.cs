using Saccade.Tensors.Random;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Data;

/// <summary>
/// Changes of a training clip after which it is a clip of the same class, with its truth changed in the same way: a mirrored clip is the
/// clip of the mirrored path, a reversed one that of the path run backwards. Each is made to half of the clips, by (seed, step, sample) alone.
/// </summary>
/// <param name="options">What the clips are like.</param>
/// <param name="mirror">Swap left and right.</param>
/// <param name="reverse">Run time backwards. What comes after a reversed clip is not known: the batch says so.</param>
/// <param name="seed">The run's.</param>
public sealed class Augmentation(ClipOptions options, bool mirror, bool reverse, ulong seed)
{
    /// <summary>Whether the cameras, seen in a mirror, are the same cameras: then a mirrored clip is one they could have taken.</summary>
    public static bool CanMirror(ClipOptions options) => options.Projection == Projection.Orthographic || options.Views is 1 or 4;

    /// <summary>Draws and makes the changes of one sample.</summary>
    /// <param name="step">The step it is loaded for.</param>
    /// <param name="clip">(V,T,S,S,3), changed in place.</param>
    /// <param name="truth">Changed with it.</param>
    /// <returns>Whether the clip runs backwards.</returns>
    internal bool Apply(long step, Span<byte> clip, ClipTruth truth)
    {
        var key = new RandomKey(seed, RandomStream.Augmentation, (ulong)step);
        var draws = key.Bits((ulong)truth.SampleIndex);
        if (mirror && (draws.X0 & 1) == 1)
            Mirror(options, clip, truth);
        var backwards = reverse && (draws.X1 & 1) == 1;
        if (backwards)
            Reverse(options, clip, truth);
        return backwards;
    }

    /// <summary>Swaps left and right, of the picture and of the world: across y = 0 before pinholes (of which 1 and 3 change places), across x = 0 from above.</summary>
    public static void Mirror(ClipOptions options, Span<byte> clip, ClipTruth truth)
    {
        var viewBytes = options.Frames * options.FrameBytes;
        for (var row = 0; row < clip.Length; row += 3 * options.Size)
            MirrorRow(clip.Slice(row, 3 * options.Size));
        foreach (ref var pixels in truth.PositionPixels.AsSpan())
            pixels = pixels with { X = options.Size - pixels.X };
        var across = options.Projection == Projection.Pinhole;
        foreach (ref var world in truth.PositionWorld.AsSpan())
            world = across ? world with { Y = -world.Y } : world with { X = -world.X };
        if (options.Views == 4)
        {
            Swap(clip.Slice(viewBytes, viewBytes), clip.Slice(3 * viewBytes, viewBytes));
            Swap(truth.PositionPixels.AsSpan(options.Positions, options.Positions), truth.PositionPixels.AsSpan(3 * options.Positions, options.Positions));
        }
    }

    /// <summary>Last frame first. Positions after the last frame keep no meaning.</summary>
    public static void Reverse(ClipOptions options, Span<byte> clip, ClipTruth truth)
    {
        for (var view = 0; view < options.Views; view++)
        {
            for (int early = 0, late = options.Frames - 1; early < late; early++, late--)
            {
                var start = view * options.Frames;
                Swap(clip.Slice((start + early) * options.FrameBytes, options.FrameBytes), clip.Slice((start + late) * options.FrameBytes, options.FrameBytes));
            }
            truth.PositionPixels.AsSpan(view * options.Positions, options.Frames).Reverse();
        }
        truth.PositionWorld.AsSpan(0, options.Frames).Reverse();
    }

    private static void MirrorRow(Span<byte> row)
    {
        for (int left = 0, right = row.Length - 3; left < right; left += 3, right -= 3)
        {
            for (var channel = 0; channel < 3; channel++)
                (row[left + channel], row[right + channel]) = (row[right + channel], row[left + channel]);
        }
    }

    private static void Swap<T>(Span<T> a, Span<T> b)
    {
        for (var i = 0; i < a.Length; i++)
            (a[i], b[i]) = (b[i], a[i]);
    }
}
