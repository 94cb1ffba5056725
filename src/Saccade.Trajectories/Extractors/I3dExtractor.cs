using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Extractors;

/// <summary>
/// After I3D (Carreira and Zisserman 2017), slimmed: an inception network whose windows are inflated into time, with three mixed blocks
/// instead of nine. Unlike the original it keeps all time steps but the first halving, and flattens the last 4 x 4 grid instead of averaging
/// over it: where the ball is must not be lost. Each block looks two time steps either way and each pooling one, so the last one sees the
/// whole of 16 frames. 1,983,904 parameters and 157 million multiply-adds for a clip of 16 x 64 x 64.
/// </summary>
public sealed class I3dExtractor : Extractor
{
    /// <summary>Frames of a time step.</summary>
    private const int StepFrames = 2;

    private readonly int _channels, _features, _size;
    private readonly ConvolutionUnit _stem;
    private readonly InceptionBlock _mixed1, _mixed2, _mixed3;
    private readonly Linear _merge;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes and form.</param>
    /// <param name="clips">What the clips are like: an even number of frames, a size divisible by 16.</param>
    /// <exception cref="ArgumentException">The clips do not divide so, or the channels not by 4.</exception>
    public I3dExtractor(Engine engine, I3dOptions options, ClipOptions clips)
        : base(engine)
    {
        if (clips.Frames % StepFrames != 0 || clips.Size % 16 != 0)
            throw new ArgumentException($"The I3D-like extractor takes clips of an even number of frames and a size divisible by 16, not {clips.Frames} frames of {clips.Size} pixels.", nameof(clips));
        if (options.Channels % 4 != 0)
            throw new ArgumentException($"The I3D-like extractor takes channels divisible by 4, for its branches, not {options.Channels}.", nameof(options));
        (_channels, _features, _size) = (options.Channels, options.Features, clips.Size);
        _stem = Register("stem", new ConvolutionUnit(engine, 3, _channels, new(3, 7, 7), new(StepFrames, 4, 4), options.Norm));
        _mixed1 = Register("mixed1", new InceptionBlock(engine, _channels, 2 * _channels, options.Norm));
        _mixed2 = Register("mixed2", new InceptionBlock(engine, 2 * _channels, 4 * _channels, options.Norm));
        _mixed3 = Register("mixed3", new InceptionBlock(engine, 4 * _channels, 8 * _channels, options.Norm));
        _merge = Register("merge", new Linear(engine, 8 * _channels * (_size / 16) * (_size / 16), StepFrames * _features));
    }

    public static ExtractorFamily Family { get; } =
        ExtractorFamily.Of<I3dOptions>("i3d", (options, clips, engine) => new I3dExtractor(engine, options, clips));

    public override int Width => _features;

    public override IReadOnlyList<string> ActivationLayers => ["stem", "mixed1", "mixed2", "mixed3"];

    public override long MultiplyAdds(int frames, int size)
    {
        long steps = frames / StepFrames, last = steps * (size / 16) * (size / 16);
        return _stem.MultiplyAdds(16 * last) + _mixed1.MultiplyAdds(16 * last) + _mixed2.MultiplyAdds(4 * last) + _mixed3.MultiplyAdds(last)
            + last * 8 * _channels * StepFrames * _features;
    }

    protected override Tensor Extract(Tensor clips)
    {
        if (clips.Shape.Rank != 5 || clips.Shape[1] % StepFrames != 0 || clips.Shape[2] != 3 || clips.Shape[3] != _size || clips.Shape[4] != _size)
            throw new ArgumentException($"This extractor is made for clips [B, T, 3, {_size}, {_size}] with an even T, not {clips.Shape}.", nameof(clips));
        var (batch, frames) = (clips.Shape[0], clips.Shape[1]);
        var x = _stem.Forward(clips.Permute(0, 2, 1, 3, 4));                    // [B, 32, T/2, S/4, S/4]
        x = _mixed1.Forward(x).MaxPool([3, 3, 3], [1, 2, 2], [1, 1, 1]);        // [B, 64, T/2, S/8, S/8]
        x = _mixed2.Forward(x).MaxPool([3, 3, 3], [1, 2, 2], [1, 1, 1]);        // [B, 128, T/2, S/16, S/16]
        x = _mixed3.Forward(x).Permute(0, 2, 1, 3, 4);                          // [B, T/2, 256, S/16, S/16]
        x = _merge.Forward(x.Reshape(batch, frames / StepFrames, -1));          // [B, T/2, 2 D]
        return x.Reshape(batch, frames, _features);                             // [B, T, D]
    }
}

/// <summary>
/// An inception block with windows in space and time: four branches see the same input, and what they say is put side by side. A quarter
/// of the outputs looks at one place, half at 3 x 3 x 3 places, an eighth at 5 x 5 x 5 (as 3 x 3 x 3 twice, as in Szegedy et al. 2016), an eighth at the
/// largest of its neighbours. Convolutions over one place narrow what the large windows read.
/// </summary>
internal sealed class InceptionBlock : Layer
{
    private readonly ConvolutionUnit _one, _narrow3, _window3, _narrow5, _window5First, _window5Second, _pooled;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output, divisible by 8.</param>
    /// <param name="norm">What follows each convolution.</param>
    public InceptionBlock(Engine engine, int inputs, int outputs, Normalization norm)
        : base(engine)
    {
        ConvolutionUnit Unit(string name, int from, int to, int window) =>
            Register(name, new ConvolutionUnit(engine, from, to, Extent3.All(window), Extent3.All(1), norm));
        _one = Unit("one", inputs, outputs / 4, 1);
        _narrow3 = Unit("narrow3", inputs, outputs / 4, 1);
        _window3 = Unit("window3", outputs / 4, outputs / 2, 3);
        _narrow5 = Unit("narrow5", inputs, outputs / 8, 1);
        _window5First = Unit("window5_first", outputs / 8, outputs / 8, 3);
        _window5Second = Unit("window5_second", outputs / 8, outputs / 8, 3);
        _pooled = Unit("pooled", inputs, outputs / 8, 1);
    }

    /// <summary>Multiply-adds for results at this many places.</summary>
    public long MultiplyAdds(long places)
    {
        var sum = 0L;
        foreach (var unit in (ReadOnlySpan<ConvolutionUnit>)[_one, _narrow3, _window3, _narrow5, _window5First, _window5Second, _pooled])
            sum += unit.MultiplyAdds(places);
        return sum;
    }

    /// <summary>x [B, inputs, T, H, W] -> [B, outputs, T, H, W]</summary>
    protected override Tensor Apply(Tensor x) => ConcatOperation.Concat(
        [
            _one.Forward(x),
            _window3.Forward(_narrow3.Forward(x)),
            _window5Second.Forward(_window5First.Forward(_narrow5.Forward(x))),
            _pooled.Forward(x.MaxPool([3, 3, 3], [1, 1, 1], [1, 1, 1])),
        ],
        axis: 1);
}
