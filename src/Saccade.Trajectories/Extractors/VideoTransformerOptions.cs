using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Extractors;

/// <summary>Keys <c>model.*</c> of <see cref="VideoTransformer"/>.</summary>
public sealed record VideoTransformerOptions
{
    /// <summary>Extent of a token.</summary>
    [Range(1, 65_536)]
    public int Width { get; init; } = 160;

    /// <summary>Layers of the encoder.</summary>
    [Range(1, 100)]
    public int Depth { get; init; } = 4;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 1024)]
    public int Heads { get; init; } = 5;

    /// <summary>Extent of an encoder layer's hidden layer.</summary>
    [Range(1, 65_536)]
    public int FeedForward { get; init; } = 480;

    /// <summary>Channels of the stem's first convolution; the second and third have twice and four times as many.</summary>
    [Range(1, 4096)]
    public int StemChannels { get; init; } = 32;

    /// <summary>D</summary>
    [Range(1, 65_536)]
    public int Features { get; init; } = 192;

    /// <summary>How a token learns its place.</summary>
    public PositionCode Positions { get; init; } = PositionCode.Learned;

    /// <summary>Which tokens look at each other.</summary>
    public TokenAttention Attention { get; init; } = TokenAttention.Joint;

    /// <summary>Where the encoder's layers normalise.</summary>
    public NormPlacement Norm { get; init; } = NormPlacement.PreNorm;

    /// <summary>What the encoder's weights start from.</summary>
    public EncoderInitialization Init { get; init; } = EncoderInitialization.Torch;

    /// <summary>Within the encoder.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public float Dropout { get; init; }
}

/// <summary>How a token learns its place in time and space.</summary>
public enum PositionCode
{
    /// <summary>A learnt vector for each time step and for each place; clips may be no longer than those it was made for.</summary>
    Learned,

    /// <summary>Sines and cosines of the time step (Vaswani et al. 2017), for clips of any length, and a learnt vector for each place.</summary>
    Sinusoidal,
}

/// <summary>Which tokens of a clip look at each other.</summary>
public enum TokenAttention
{
    /// <summary>All of them, in every layer.</summary>
    Joint,

    /// <summary>The first half of the layers looks within a time step, the others along the times of one place (after ViViT, Arnab et al. 2021).</summary>
    Factorised,
}

/// <summary>Where a transformer's layers normalise.</summary>
public enum NormPlacement
{
    /// <summary>Before each block, and once at the end: what goes around blocks is never normalised.</summary>
    PreNorm,

    /// <summary>After each block's sum (Vaswani et al. 2017).</summary>
    PostNorm,
}

/// <summary>What an encoder's weights start from.</summary>
public enum EncoderInitialization
{
    /// <summary>As PyTorch's layers do.</summary>
    Torch,

    /// <summary>Truncated normal of deviation 0.02, biases 0 (as BERT and ViT).</summary>
    TruncatedNormal,

    /// <summary>The same, with what each block adds divided by sqrt(2 layers) (as GPT-2): deep encoders start near the identity.</summary>
    DepthScaled,
}
