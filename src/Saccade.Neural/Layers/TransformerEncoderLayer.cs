using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>
/// Self-attention and a feed-forward block, each with a way around it, with the names of torch.nn.TransformerEncoderLayer. Bias and
/// activation happen within the products; dropout, the way around and the norm are one operation.
/// </summary>
public sealed class TransformerEncoderLayer : Layer
{
    private readonly MultiHeadAttention _attention;
    private readonly Linear _linear1;
    private readonly Linear _linear2;
    private readonly LayerNorm _norm1;
    private readonly LayerNorm _norm2;
    private readonly DropPath _dropPath;
    private readonly TransformerOptions _options;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes and form.</param>
    public TransformerEncoderLayer(Engine engine, TransformerOptions options)
        : base(engine)
    {
        _options = options;
        var (weights, outputWeights, biases) = (options.Weights, options.OutputWeights ?? options.Weights, options.Weights is null || options.DefaultBiases ? null : Initializers.Zeros);
        _attention = Register("self_attn", new MultiHeadAttention(engine, options.Width, options.Heads, options.Dropout, weights, outputWeights));
        _linear1 = Register("linear1", new Linear(
            engine, options.Width, options.FeedForward, activation: options.Activation, dropout: options.Dropout, biasInitializer: biases, weightInitializer: weights));
        _linear2 = Register("linear2", new Linear(
            engine, options.FeedForward, options.Width, biasInitializer: biases, weightInitializer: outputWeights));
        _norm1 = Register("norm1", new LayerNorm(engine, options.Width));
        _norm2 = Register("norm2", new LayerNorm(engine, options.Width));
        _dropPath = Register("drop_path", new DropPath(engine, options.DropPath));
    }

    /// <summary>The self-attention, for whoever looks at its weights.</summary>
    public MultiHeadAttention Attention => _attention;

    /// <inheritdoc cref="MultiHeadAttention.Forward(Tensor, AttentionMask, ICollection{Tensor})"/>
    public Tensor Forward(Tensor x, AttentionMask mask, ICollection<Tensor>? weights = null) => Observed(Run(x, mask, weights));

    /// <inheritdoc cref="MultiHeadAttention.Forward(Tensor, KeyValueCache, IntTensor?)"/>
    public Tensor Forward(Tensor x, KeyValueCache cache) => Observed(Run(x, default, weights: null, cache));

    /// <summary>x [N, T, width] -> the same shape</summary>
    protected override Tensor Apply(Tensor x) => Run(x, default, weights: null);

    private Tensor Run(Tensor x, AttentionMask mask, ICollection<Tensor>? weights, KeyValueCache? cache = null)
    {
        var dropout = Training ? _options.Dropout : 0;
        if (_options.NormFirst)
        {
            x = _dropPath.Forward(Attend(_norm1.Forward(x))).ResidualDropout(x, dropout);
            return _dropPath.Forward(FeedForward(_norm2.Forward(x))).ResidualDropout(x, dropout);
        }
        x = _norm1.Forward(_dropPath.Forward(Attend(x)), x, dropout);
        return _norm2.Forward(_dropPath.Forward(FeedForward(x)), x, dropout);

        Tensor Attend(Tensor tokens) => cache is null ? _attention.Forward(tokens, mask, weights) : _attention.Forward(tokens, cache);
    }

    /// <summary>x [N, T, width] -> the same shape</summary>
    private Tensor FeedForward(Tensor x) => _linear2.Forward(_linear1.Forward(x));
}
