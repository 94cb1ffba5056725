using Saccade.Trajectories;
using Saccade.Trajectories.Clips;

namespace Saccade.Objects.Clips;

/// <summary>
/// Makes clips of objects that stay or flicker, and their truth. Clip <c>index</c> depends on the options and the index alone: any order and any number
/// of threads give the same bytes, without end. One generator may be used by several threads at a time.
/// </summary>
public sealed class PersistenceGenerator : IPersistenceClips
{
    /// <summary>Part of the hash of generated data: to be raised whenever any option's clips come out with other bytes or another truth.</summary>
    public const int Version = 1;

    private readonly IClipPainter painter;
    private readonly GaussianBlur? blur;
    private readonly PixelNoise? noise;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PersistenceGenerator(PersistenceClipOptions options)
    {
        options.Validate();
        Options = options;
        painter = options.Look == PersistenceLook.Coloured ? new ColouredClips(options) : new NeutralClips(options);
        blur = options.Blur > 0 ? new GaussianBlur(options.Blur, options.Size) : null;
        noise = options.Noise > 0 ? new PixelNoise(options.Noise) : null;
    }

    /// <inheritdoc/>
    public PersistenceClipOptions Options { get; }

    /// <inheritdoc/>
    public ClipObjects ReadTruth(long index) => painter.Paint(index, default);

    /// <inheritdoc/>
    public ClipObjects Read(long index, Span<byte> clip)
    {
        if (clip.Length != Options.ClipBytes)
            throw new ArgumentException($"The clip's buffer holds {clip.Length} bytes; a clip has {Options.ClipBytes}.", nameof(clip));
        clip.Clear();
        var truth = painter.Paint(index, clip);
        for (var frame = 0; blur is not null && frame < Options.Frames; frame++)
            blur.Apply(clip.Slice(frame * Options.FrameBytes, Options.FrameBytes));
        noise?.AddTo(clip, new SampleRandom(Options.Seed, index, SamplePurpose.PixelNoise));
        return truth;
    }
}
