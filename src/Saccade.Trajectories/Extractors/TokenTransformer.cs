using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Tokenizer;

namespace Saccade.Trajectories.Extractors;

/// <summary>
/// The MagVIT-like extractor's honest namesake: the tokens of a frozen, pre-trained <see cref="VideoTokenizer"/> feed a transformer, which sees
/// codes and no pixel. Each 2 x 2 tokens of a step are merged into one (by their digits, so that codes that differ in one number
/// stay near), a pre-norm encoder lets all of the clip look at each other, and those of a step are merged into its two frames' features.
/// </summary>
public sealed class TokenTransformer : Extractor
{
    // Tokens merged into one, on both axes.
    private const int Grid = 2;

    private readonly TokenTransformerOptions _options;
    private readonly FrozenTokenizer _tokenizer;
    private readonly Mlp _embed;
    private readonly Tensor _placeCode, _timeCode;
    private readonly TransformerEncoder _encoder;
    private readonly Linear _merge;
    private readonly int _cells;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="clips">What the clips are like: an even number of frames, a size divisible by 16.</param>
    /// <exception cref="ArgumentException">The clips do not divide into tokens.</exception>
    public TokenTransformer(Engine engine, TokenTransformerOptions options, ClipOptions clips)
        : base(engine)
    {
        if (clips.Frames % VideoEncoder.StepFrames != 0 || clips.Size % (Grid * VideoEncoder.CellPixels) != 0)
            throw new ArgumentException($"The transformer over tokens takes clips of an even number of frames and a size divisible by {Grid * VideoEncoder.CellPixels}, not {clips.Frames} frames of {clips.Size} pixels.", nameof(clips));
        (_options, _cells) = (options, Cells(clips.Size));
        var (width, places) = (options.Width, _cells * _cells);
        _tokenizer = Register("tokenizer", new FrozenTokenizer(engine, options, clips.Size));
        _embed = Register("embed", new Mlp(engine, Grid * Grid * _tokenizer.Quantiser.Digits, 2 * width, width));
        _placeCode = RegisterParameter("place_code", new Shape(places, width), Initializers.TruncatedNormal(0.02));
        _timeCode = RegisterParameter("time_code", new Shape(clips.Frames / VideoEncoder.StepFrames, 1, width), Initializers.TruncatedNormal(0.02));
        _encoder = Register("encoder", new TransformerEncoder(engine, options.Depth, new TransformerOptions
        {
            Width = width,
            Heads = options.Heads,
            FeedForward = options.FeedForward,
            Dropout = options.Dropout,
            NormFirst = true,
        }, finalNorm: true));
        _merge = Register("merge", new Linear(engine, places * width, VideoEncoder.StepFrames * options.Features));
    }

    public static ExtractorFamily Family { get; } =
        ExtractorFamily.Of<TokenTransformerOptions>("tokens", (options, clips, engine) => new TokenTransformer(engine, options, clips));

    public override int Width => _options.Features;

    public override IReadOnlyList<AttentionLayer> AttentionLayers =>
        [.. _encoder.Attentions.Select((attention, i) => new AttentionLayer($"encoder.layers.{i}", attention, _cells, _cells, AttentionSpan.Clip))];

    public override void LoadPretrained() => _tokenizer.Load(_options.Tokenizer);

    /// <inheritdoc/>
    /// <remarks>The tokenizer's half is part of it: 147 of 317 million on 16 x 64 x 64.</remarks>
    public override long MultiplyAdds(int frames, int size)
    {
        var (steps, places, width) = (frames / VideoEncoder.StepFrames, Cells(size) * Cells(size), (long)_options.Width);
        var perToken = 2 * width * (Grid * Grid * _tokenizer.Quantiser.Digits + width)                     // embed
            + _options.Depth * (4 * width * width + 2 * width * _options.FeedForward + 2 * width * steps * places)
            + width * VideoEncoder.StepFrames * _options.Features;                                          // merge
        return _tokenizer.MultiplyAdds(frames, size) + steps * places * perToken;
    }

    protected override Tensor Extract(Tensor clips)
    {
        var (batch, frames, width) = (clips.Shape[0], clips.Shape[1], _options.Width);
        var (steps, places) = (frames / VideoEncoder.StepFrames, _cells * _cells);
        if (steps > _timeCode.Shape[0])
            throw new ArgumentException($"This transformer has learnt times for {VideoEncoder.StepFrames * _timeCode.Shape[0]} frames, not {frames}.", nameof(clips));
        var x = _tokenizer.Digits(clips);                                   // [B, T/2, S/8, S/8, digits]
        var digits = x.Shape[4];
        x = x.Reshape(batch * steps, _cells, Grid, _cells, Grid * digits).Permute(0, 1, 3, 2, 4);
        x = _embed.Forward(x.Reshape(batch, steps, places, Grid * Grid * digits));
        x = x.Add(_placeCode).Add(_timeCode.Slice(0, 0, steps));            // [B, T/2, places, width]
        x = _encoder.Forward(x.Reshape(batch, steps * places, width));      // [B, T/2 * places, width]
        x = _merge.Forward(x.Reshape(batch, steps, places * width));        // [B, T/2, 2 D]
        return x.Reshape(batch, frames, _options.Features);                 // [B, T, D]
    }

    /// <summary>Merged tokens on each axis of a picture.</summary>
    private static int Cells(int size) => size / (Grid * VideoEncoder.CellPixels);
}
