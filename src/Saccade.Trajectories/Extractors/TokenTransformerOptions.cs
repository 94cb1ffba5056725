using System.ComponentModel.DataAnnotations;
using Saccade.Trajectories.Tokenizer;

namespace Saccade.Trajectories.Extractors;

/// <summary>Keys <c>model.*</c> of <see cref="TokenTransformer"/>: the tokenizer's own, which must be those of its run, and these.</summary>
public sealed record TokenTransformerOptions : TokenizerOptions
{
    /// <summary>The run whose tokenizer makes the tokens; needed to train, not afterwards.</summary>
    public string Tokenizer { get; init; } = "";

    /// <summary>Extent of what the transformer looks at: four tokens merged.</summary>
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

    /// <summary>D</summary>
    [Range(1, 65_536)]
    public int Features { get; init; } = 192;

    /// <summary>Within the encoder.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public float Dropout { get; init; }
}
