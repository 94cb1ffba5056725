using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Extractors;

/// <summary>
/// After SlowFast (Feichtenhofer et al. 2019), slimmed to two residual blocks: a slow pathway sees every fourth frame with many channels,
/// a fast one sees every frame with a quarter of them, and after each stage convolutions over time bring what is fast to the slow one. As in the paper
/// only the slow pathway's last block looks along time, while every block of the fast one does. Unlike in the paper the last 4 x 4 grids are flattened, not
/// averaged: where the ball is must not be lost. 1,843,592 parameters and 97 million multiply-adds for a clip of 16 x 64 x 64.
/// </summary>
public sealed class SlowFastExtractor : Extractor
{
    private readonly SlowFastOptions _options;
    private readonly int _size;
    private readonly ConvolutionUnit _slowStem, _fastStem, _lateral0, _lateral1, _lateral2;
    private readonly ResidualBlock _slow1, _slow2, _fast1, _fast2;
    private readonly Dropout _dropout;
    private readonly Linear _slowMerge, _fastMerge;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes and form.</param>
    /// <param name="clips">What the clips are like: frames that the speed ratio divides, a size divisible by 16.</param>
    /// <exception cref="ArgumentException">The clips do not divide so, or the channels not by their ratio.</exception>
    public SlowFastExtractor(Engine engine, SlowFastOptions options, ClipOptions clips)
        : base(engine)
    {
        if (clips.Frames % options.SpeedRatio != 0 || clips.Size % 16 != 0)
            throw new ArgumentException($"The SlowFast-like extractor takes clips of a number of frames divisible by {options.SpeedRatio} (model.speed_ratio) and a size divisible by 16, not {clips.Frames} frames of {clips.Size} pixels.", nameof(clips));
        if (options.Channels % options.ChannelRatio != 0 || options.Features % 2 != 0)
            throw new ArgumentException($"The SlowFast-like extractor takes channels that model.channel_ratio divides and even features, not {options.Channels} by {options.ChannelRatio} and {options.Features}.", nameof(options));
        (_options, _size) = (options, clips.Size);
        var (norm, slow, fast) = (options.Norm, options.Channels, options.Channels / options.ChannelRatio);
        var cells = _size / 16 * (_size / 16);
        _slowStem = Register("slow_stem", new ConvolutionUnit(engine, 3, slow, new(1, 7, 7), new(1, 4, 4), norm));
        _fastStem = Register("fast_stem", new ConvolutionUnit(engine, 3, fast, new(5, 7, 7), new(1, 4, 4), norm));
        _lateral0 = Register("lateral0", Lateral(fast));
        _slow1 = Register("slow1", new ResidualBlock(engine, slow + 2 * fast, 2 * slow, 1, norm));
        _fast1 = Register("fast1", new ResidualBlock(engine, fast, 2 * fast, 3, norm));
        _lateral1 = Register("lateral1", Lateral(2 * fast));
        _slow2 = Register("slow2", new ResidualBlock(engine, 2 * slow + 4 * fast, 4 * slow, 3, norm));
        _fast2 = Register("fast2", new ResidualBlock(engine, 2 * fast, 4 * fast, 3, norm));
        _lateral2 = Register("lateral2", Lateral(4 * fast));
        _dropout = Register("dropout", new Dropout(engine, options.Dropout));
        _slowMerge = Register("slow_merge", new Linear(engine, (4 * slow + 8 * fast) * cells, options.SpeedRatio * options.Features / 2));
        _fastMerge = Register("fast_merge", new Linear(engine, 4 * fast * cells, options.Features / 2));

        // Twice the channels, as in the paper; the windows' centres are the frames that the slow pathway sees.
        ConvolutionUnit Lateral(int channels) => new(engine, channels, 2 * channels, new(5, 1, 1), new(options.SpeedRatio, 1, 1), norm);
    }

    public static ExtractorFamily Family { get; } =
        ExtractorFamily.Of<SlowFastOptions>("slowfast", (options, clips, engine) => new SlowFastExtractor(engine, options, clips));

    public override int Width => _options.Features;

    public override IReadOnlyList<string> ActivationLayers => ["fast_stem", "slow_stem", "fast1", "slow1", "fast2", "slow2"];

    public override long MultiplyAdds(int frames, int size)
    {
        long cells = size / 16 * (size / 16), fast = frames * cells, slow = fast / _options.SpeedRatio;
        return _slowStem.MultiplyAdds(16 * slow) + _slow1.MultiplyAdds(4 * slow) + _slow2.MultiplyAdds(slow)
            + _fastStem.MultiplyAdds(16 * fast) + _fast1.MultiplyAdds(4 * fast) + _fast2.MultiplyAdds(fast)
            + _lateral0.MultiplyAdds(16 * slow) + _lateral1.MultiplyAdds(4 * slow) + _lateral2.MultiplyAdds(slow)
            + fast * SlowChannels * _options.Features / 2 + fast * FastChannels * _options.Features / 2;
    }

    // Channels of the last grids.
    private int FastChannels => 4 * _options.Channels / _options.ChannelRatio;

    private int SlowChannels => 4 * _options.Channels + 2 * FastChannels;

    protected override Tensor Extract(Tensor clips)
    {
        if (clips.Shape.Rank != 5 || clips.Shape[1] % _options.SpeedRatio != 0 || clips.Shape[2] != 3 || clips.Shape[3] != _size || clips.Shape[4] != _size)
            throw new ArgumentException($"This extractor is made for clips [B, T, 3, {_size}, {_size}] with a T divisible by {_options.SpeedRatio}, not {clips.Shape}.", nameof(clips));
        var (batch, frames) = (clips.Shape[0], clips.Shape[1]);
        var ratio = _options.SpeedRatio;
        var seldom = clips.Reshape(batch, frames / ratio, ratio, 3, _size, _size).Slice(2, 0, 1).Reshape(batch, frames / ratio, 3, _size, _size);
        var slow = _slowStem.Forward(seldom.Permute(0, 2, 1, 3, 4));                    // [B, 32, T/4, S/4, S/4]
        var fast = _fastStem.Forward(clips.Permute(0, 2, 1, 3, 4));                     // [B, 8, T, S/4, S/4]
        slow = _slow1.Forward(ConcatOperation.Concat([slow, _lateral0.Forward(fast)], 1));  // [B, 64, T/4, S/8, S/8]
        fast = _fast1.Forward(fast);                                                    // [B, 16, T, S/8, S/8]
        slow = _slow2.Forward(ConcatOperation.Concat([slow, _lateral1.Forward(fast)], 1));  // [B, 128, T/4, S/16, S/16]
        fast = _fast2.Forward(fast);                                                    // [B, 32, T, S/16, S/16]
        slow = ConcatOperation.Concat([slow, _lateral2.Forward(fast)], 1);              // [B, 192, T/4, S/16, S/16]
        slow = _slowMerge.Forward(Grids(slow)).Reshape(batch, frames, -1);              // [B, T, D/2]
        fast = _fastMerge.Forward(Grids(fast));                                         // [B, T, D/2]
        return ConcatOperation.Concat([slow, fast], 2);                                 // [B, T, D]
    }

    /// <summary>x [B, C, T', H, W] -> [B, T', C H W], dropped out</summary>
    private Tensor Grids(Tensor x) => _dropout.Forward(x.Permute(0, 2, 1, 3, 4).Reshape(x.Shape[0], x.Shape[2], -1));
}

/// <summary>
/// The largest of each 2 x 2 places, then two convolutions around which it goes by one over single places. In the paper the first convolution
/// has a stride instead; windows that move by one place run several times as fast here.
/// </summary>
internal sealed class ResidualBlock : Layer
{
    private readonly ConvolutionUnit _first, _second, _around;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="timeWindow">Frames that the first convolution looks at.</param>
    /// <param name="norm">What follows each convolution.</param>
    public ResidualBlock(Engine engine, int inputs, int outputs, int timeWindow, Normalization norm)
        : base(engine)
    {
        var step = Extent3.All(1);
        _first = Register("first", new ConvolutionUnit(engine, inputs, outputs, new(timeWindow, 3, 3), step, norm));
        _second = Register("second", new ConvolutionUnit(engine, outputs, outputs, new(1, 3, 3), step, norm, Activation.None));
        _around = Register("around", new ConvolutionUnit(engine, inputs, outputs, Extent3.All(1), step, norm, Activation.None));
    }

    /// <summary>Multiply-adds for results at this many places.</summary>
    public long MultiplyAdds(long places) => _first.MultiplyAdds(places) + _second.MultiplyAdds(places) + _around.MultiplyAdds(places);

    /// <summary>x [B, inputs, T, H, W] -> [B, outputs, T, H/2, W/2]</summary>
    protected override Tensor Apply(Tensor x)
    {
        x = x.MaxPool([1, 2, 2]);
        return _second.Forward(_first.Forward(x)).AddRelu(_around.Forward(x));
    }
}
