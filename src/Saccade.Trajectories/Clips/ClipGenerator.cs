using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Clips;

/// <summary>
/// Makes clips and their truth. Clip <c>index</c> depends on the options and the index alone: any order and any number of threads
/// give the same bytes, without end. One generator may be used by several threads at a time.
/// </summary>
public sealed class ClipGenerator : IClipSource
{
    /// <summary>Part of the hash of generated data: to be raised whenever any option's clips come out with other bytes.</summary>
    public const int Version = 1;

    private readonly Func<SampleRandom, Motion>[] families;
    private readonly Camera[] cameras;
    private readonly Distractors distractors;
    private readonly PixelNoise? noise;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ClipGenerator(ClipOptions options)
    {
        options.Validate();
        Options = options;
        families = [.. options.Classes.Select(name => MotionFamilies.Named(name).DrawFrom(options.Motion))];
        cameras = Camera.For(options.Projection, options.Views, options.Size);
        distractors = new Distractors(options, families);
        noise = options.Noise > 0 ? new PixelNoise(options.Noise) : null;
    }

    public ClipOptions Options { get; }

    /// <summary>
    /// The label of clip <paramref name="index"/>. Of C consecutive clips from a multiple of C on each class has one, in an order of
    /// their own: classes are balanced at any number of clips, and no range of indices is poor in one.
    /// </summary>
    public int ClassOf(long index)
    {
        Span<int> order = stackalloc int[families.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var (group, place) = Math.DivRem(index, families.Length);
        new SampleRandom(Options.Seed, group, SamplePurpose.ClassOrder).Shuffle(order);
        return order[(int)place];
    }

    /// <inheritdoc/>
    public void ReadTruth(long index, ClipTruth truth)
    {
        truth.SampleIndex = index;
        truth.ClassIndex = ClassOf(index);
        var motion = families[truth.ClassIndex](new SampleRandom(Options.Seed, index, SamplePurpose.Motion));
        Array.Clear(truth.MotionParameters);
        motion.WriteParameters(truth.MotionParameters);
        for (var frame = 0; frame < Options.Positions; frame++)
        {
            var position = motion.At(Motion.TimeOfFrame(frame, Options.Frames));
            truth.PositionWorld[frame] = position;
            for (var view = 0; view < cameras.Length; view++)
                truth.PositionPixels[view * Options.Positions + frame] = cameras[view].See(position).Centre;
        }
    }

    /// <summary>Makes clip <paramref name="index"/>.</summary>
    /// <param name="index">0 or more.</param>
    /// <param name="clip">(V,T,S,S,3), exactly; overwritten.</param>
    /// <param name="truth">Overwritten.</param>
    public void Read(long index, Span<byte> clip, ClipTruth truth)
    {
        if (clip.Length != Options.ClipBytes)
            throw new ArgumentException($"The clip's buffer holds {clip.Length} bytes; a clip has {Options.ClipBytes}.", nameof(clip));
        ReadTruth(index, truth);
        clip.Clear();
        var others = distractors.Of(index);
        for (var view = 0; view < cameras.Length; view++)
        {
            for (var frame = 0; frame < Options.Frames; frame++)
            {
                var pixels = clip.Slice((view * Options.Frames + frame) * Options.FrameBytes, Options.FrameBytes);
                distractors.Draw(pixels, cameras[view], cameras[view].See(truth.PositionWorld[frame]), others, Motion.TimeOfFrame(frame, Options.Frames));
            }
            if (Options.Occlusion != Occlusion.None)
                Occlude(clip.Slice(view * Options.Frames * Options.FrameBytes, Options.Frames * Options.FrameBytes), view, truth);
        }
        noise?.AddTo(clip, new SampleRandom(Options.Seed, index, SamplePurpose.PixelNoise));
    }

    private void Occlude(Span<byte> frames, int view, ClipTruth truth)
    {
        var track = truth.PositionPixels.AsSpan(view * Options.Positions, Options.Frames);
        var bar = Occluder.Draw(new SampleRandom(Options.Seed, truth.SampleIndex, SamplePurpose.Occlusion), view, Options, track);
        for (var frame = 0; frame < Options.Frames; frame++)
            bar.Cover(frames.Slice(frame * Options.FrameBytes, Options.FrameBytes), Options.Size, frame);
    }
}
