using Saccade.Neural;
using Saccade.Tensors;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>
/// A video tokenizer: a causal 3-D autoencoder with a quantised middle, the honest form of what the MagVIT-like extractor is named after
/// (Yu et al. 2023; the quantiser is Mentzer et al.'s). A token stands for two frames of 8 x 8 pixels.
/// </summary>
public sealed class VideoTokenizer : Module
{
    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes and levels.</param>
    /// <param name="size">S of the clips.</param>
    /// <exception cref="ArgumentException">The levels are none, or the size is not divisible by 8.</exception>
    public VideoTokenizer(Engine engine, TokenizerOptions options, int size)
        : base(engine)
    {
        Quantiser = new FiniteScalarQuantiser(options.Levels);
        Encoder = Register("encoder", new VideoEncoder(engine, options.Channels, Quantiser.Dimensions, size));
        Decoder = Register("decoder", new VideoDecoder(engine, options.Channels, Quantiser.Dimensions));
    }

    public FiniteScalarQuantiser Quantiser { get; }

    public VideoEncoder Encoder { get; }

    public VideoDecoder Decoder { get; }

    /// <param name="clips">[B, T, 3, S, S]: values 0 to 1.</param>
    /// <returns>Codes [B, T/2, S/8, S/8, K] and the reconstruction [B, T, 3, S, S].</returns>
    public (Tensor Codes, Tensor Reconstruction) Forward(Tensor clips)
    {
        var codes = Quantiser.Quantise(Encoder.Forward(clips));
        return (codes, Observed(Decoder.Forward(codes)));
    }

    /// <summary>Multiplications, each with its addition, that one clip takes there and back.</summary>
    public long MultiplyAdds(int frames, int size) => Encoder.MultiplyAdds(frames, size) + Decoder.MultiplyAdds(frames, size);
}
