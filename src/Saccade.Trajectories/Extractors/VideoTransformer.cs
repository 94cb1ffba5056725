using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Extractors;

/// <summary>
/// A transformer over tubelets: overlapping strided 3-D convolutions make four tokens (a 2 x 2 grid) of every two frames, an encoder
/// lets the tokens of the clip look at each other (all at once, or within time steps first and along time after), and the tokens of a time step are
/// merged into its two frames' features. A convolutional stem rather than one linear patch embedding, because it learns from far fewer clips (Xiao et al. 2021).
/// </summary>
public sealed class VideoTransformer : Extractor
{
    /// <summary>Frames of a time step.</summary>
    private const int StepFrames = 2;

    // Tokens of a time step: a grid of 2 x 2.
    private const int Grid = 2;
    private const int Places = Grid * Grid;

    private readonly VideoTransformerOptions _options;
    private readonly Convolution _stem1, _stem2, _stem3, _tubelet;
    private readonly Tensor _placeCode;
    private readonly Tensor? _timeCode;
    private readonly TransformerEncoder? _spaceEncoder;
    private readonly TransformerEncoder _encoder;
    private readonly Linear _merge;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes and form.</param>
    /// <param name="clips">What the clips are like: an even number of frames, a size divisible by 32.</param>
    /// <exception cref="ArgumentException">The clips do not divide into tubelets, or a single layer is to be shared by space and time.</exception>
    public VideoTransformer(Engine engine, VideoTransformerOptions options, ClipOptions clips)
        : base(engine)
    {
        if (clips.Frames % StepFrames != 0 || clips.Size % 32 != 0)
            throw new ArgumentException($"The video transformer takes clips of an even number of frames and a size divisible by 32, not {clips.Frames} frames of {clips.Size} pixels.", nameof(clips));
        if (options.Attention == TokenAttention.Factorised && options.Depth < 2)
            throw new ArgumentException("The video transformer with model.attention: factorised needs a model.depth of 2 or more, for space and for time.", nameof(options));
        _options = options;
        var (c, width) = (options.StemChannels, options.Width);
        var cell = clips.Size / 16 / Grid;
        _stem1 = Register("stem1", new Convolution(engine, 3, c, [3, 7, 7], new() { Stride = [2, 4, 4], Padding = [1, 3, 3], Activation = Activation.Relu }));
        _stem2 = Register("stem2", new Convolution(engine, c, 2 * c, [3, 3, 3], new() { Stride = [1, 2, 2], Padding = [1], Activation = Activation.Relu }));
        _stem3 = Register("stem3", new Convolution(engine, 2 * c, 4 * c, [3, 3, 3], new() { Stride = [1, 2, 2], Padding = [1], Activation = Activation.Relu }));
        _tubelet = Register("tubelet", new Convolution(engine, 4 * c, width, [1, cell, cell], new() { Stride = [1, cell, cell] }));
        _placeCode = RegisterParameter("place_code", new Shape(Places, width), Initializers.TruncatedNormal(0.02));
        _timeCode = options.Positions == PositionCode.Learned
            ? RegisterParameter("time_code", new Shape(clips.Frames / StepFrames, 1, width), Initializers.TruncatedNormal(0.02))
            : null;
        var preNorm = options.Norm == NormPlacement.PreNorm;
        var form = new TransformerOptions
        {
            Width = width,
            Heads = options.Heads,
            FeedForward = options.FeedForward,
            Dropout = options.Dropout,
            NormFirst = preNorm,
            Weights = options.Init == EncoderInitialization.Torch ? null : Initializers.TruncatedNormal(0.02),
            OutputWeights = options.Init == EncoderInitialization.DepthScaled ? Initializers.TruncatedNormal(0.02 / Math.Sqrt(2 * options.Depth)) : null,
        };
        if (SpaceDepth > 0)
            _spaceEncoder = Register("space_encoder", new TransformerEncoder(engine, SpaceDepth, form));
        _encoder = Register(_spaceEncoder is null ? "encoder" : "time_encoder", new TransformerEncoder(engine, options.Depth - SpaceDepth, form, finalNorm: preNorm));
        _merge = Register("merge", new Linear(engine, Places * width, StepFrames * options.Features));
    }

    public static ExtractorFamily Family { get; } =
        ExtractorFamily.Of<VideoTransformerOptions>("transformer", (options, clips, engine) => new VideoTransformer(engine, options, clips));

    public override int Width => _options.Features;

    public override IReadOnlyList<AttentionLayer> AttentionLayers => _spaceEncoder is null
        ? Layers("encoder", _encoder, AttentionSpan.Clip)
        : [.. Layers("space_encoder", _spaceEncoder, AttentionSpan.Space), .. Layers("time_encoder", _encoder, AttentionSpan.Time)];

    public override IReadOnlyList<string> ActivationLayers => ["stem1", "stem2", "stem3"];

    public override long MultiplyAdds(int frames, int size)
    {
        var (c, width) = ((long)_options.StemChannels, (long)_options.Width);
        var (quarter, tokens) = (size / 4L, Places * (long)(frames / StepFrames));
        var perStep = quarter * quarter * c * 3 * 3 * 49           // stem1
            + quarter / 2 * (quarter / 2) * 2 * c * c * 27         // stem2
            + quarter / 4 * (quarter / 4) * 8 * c * c * 27         // stem3
            + quarter / 4 * (quarter / 4) * 4 * c * width          // tubelet
            + Places * width * StepFrames * _options.Features;     // merge
        var perTokenAndLayer = 4 * width * width + 2 * width * _options.FeedForward;
        var looks = _spaceEncoder is null ? _options.Depth * tokens : SpaceDepth * Places + (_options.Depth - SpaceDepth) * (frames / StepFrames);
        return frames / StepFrames * perStep + tokens * (_options.Depth * perTokenAndLayer + 2 * width * looks);
    }

    protected override Tensor Extract(Tensor clips)
    {
        var (batch, frames) = (clips.Shape[0], clips.Shape[1]);
        var (steps, width) = (frames / StepFrames, _options.Width);
        var x = clips.Permute(0, 2, 1, 3, 4);                               // [B, 3, T, S, S]
        x = _stem1.Forward(x);                                              // [B, 32, T/2, S/4, S/4]
        x = _stem2.Forward(x);                                              // [B, 64, T/2, S/8, S/8]
        x = _stem3.Forward(x);                                              // [B, 128, T/2, S/16, S/16]
        x = _tubelet.Forward(x);                                            // [B, width, T/2, 2, 2]
        x = x.Reshape(batch, width, steps * Places).Permute(0, 2, 1);       // [B, T/2 * 4, width]
        x = x.Reshape(batch, steps, Places, width).Add(_placeCode).Add(TimeCode(steps));
        x = Encoded(x);                                                     // [B, T/2, 4, width]
        x = _merge.Forward(x.Reshape(batch, steps, Places * width));        // [B, T/2, 2 D]
        return x.Reshape(batch, frames, _options.Features);                 // [B, T, D]
    }

    // Layers that look within a time step only.
    private int SpaceDepth => _options.Attention == TokenAttention.Factorised ? _options.Depth / 2 : 0;

    private static IReadOnlyList<AttentionLayer> Layers(string name, TransformerEncoder encoder, AttentionSpan span) =>
        [.. encoder.Attentions.Select((attention, i) => new AttentionLayer($"{name}.layers.{i}", attention, Grid, Grid, span))];

    /// <summary>x [B, T/2, 4, width] -> the same shape, its tokens having looked at each other</summary>
    private Tensor Encoded(Tensor x)
    {
        var (batch, steps, width) = (x.Shape[0], x.Shape[1], x.Shape[3]);
        if (_spaceEncoder is null)
            return _encoder.Forward(x.Reshape(batch, steps * Places, width));
        x = _spaceEncoder.Forward(x.Reshape(batch * steps, Places, width));
        x = x.Reshape(batch, steps, Places, width).Permute(0, 2, 1, 3);     // [B, 4, T/2, width]
        x = _encoder.Forward(x.Reshape(batch * Places, steps, width));
        return x.Reshape(batch, Places, steps, width).Permute(0, 2, 1, 3);
    }

    /// <summary>[steps, 1, width]</summary>
    private Tensor TimeCode(int steps)
    {
        if (_timeCode is null)
            return Sinusoids(steps);
        return steps <= _timeCode.Shape[0]
            ? _timeCode.Slice(0, 0, steps)
            : throw new ArgumentException($"This video transformer has learnt times for {StepFrames * _timeCode.Shape[0]} frames; {StepFrames * steps} need model.positions: sinusoidal.");
    }

    // Small beside a token, as learnt codes are at first: content must not drown.
    private Tensor Sinusoids(int steps)
    {
        const float Amplitude = 0.1f;
        var code = Engine.Empty(steps, 1, _options.Width);
        var values = code.AsSpan();
        SinusoidalPositions.Fill(values, _options.Width);
        foreach (ref var value in values)
            value *= Amplitude;
        return code;
    }
}
