using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>Encoder layers one after another, with the names of torch.nn.TransformerEncoder: <c>layers.0</c>, ..; <c>norm</c> if there is one.</summary>
public sealed class TransformerEncoder : Layer
{
    private readonly IReadOnlyList<TransformerEncoderLayer> _layers;
    private readonly LayerNorm? _norm;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="depth">How many layers.</param>
    /// <param name="options">The form of each.</param>
    /// <param name="finalNorm">Normalise the result, as a pre-norm encoder needs.</param>
    public TransformerEncoder(Engine engine, int depth, TransformerOptions options, bool finalNorm = false)
        : base(engine)
    {
        _layers = [.. Enumerable.Range(0, depth).Select(i => Register(
            $"layers.{i}", new TransformerEncoderLayer(engine, options with { DropPath = options.DropPath * i / Math.Max(1, depth - 1) })))];
        _norm = finalNorm ? Register("norm", new LayerNorm(engine, options.Width)) : null;
    }

    /// <summary>Each layer's self-attention, first layer first.</summary>
    public IReadOnlyList<MultiHeadAttention> Attentions => [.. _layers.Select(layer => layer.Attention)];

    /// <param name="x">[N, T, width]</param>
    /// <param name="mask">Which tokens may be looked at.</param>
    /// <param name="weights">When given, each layer adds its attention weights [N, heads, T, T], first layer first.</param>
    /// <returns>[N, T, width]</returns>
    public Tensor Forward(Tensor x, AttentionMask mask, ICollection<Tensor>? weights = null) => Observed(Run(x, mask, weights));

    /// <summary>Empty caches, one for each layer, for <paramref name="samples"/> sequences of up to <paramref name="capacity"/> steps.</summary>
    public IReadOnlyList<KeyValueCache> NewCaches(int samples, int capacity) => [.. Attentions.Select(attention => attention.NewCache(samples, capacity))];

    /// <summary>The next steps of a sequence, as causal attention over all of it gives them. For inference only.</summary>
    /// <param name="x">[N, T, width], the next T steps.</param>
    /// <param name="caches">Of <see cref="NewCaches"/>: the steps before. These are added.</param>
    /// <returns>[N, T, width]</returns>
    public Tensor Forward(Tensor x, IReadOnlyList<KeyValueCache> caches)
    {
        foreach (var (layer, cache) in _layers.Zip(caches))
            x = layer.Forward(x, cache);
        return Observed(_norm is null ? x : _norm.Forward(x));
    }

    protected override Tensor Apply(Tensor x) => Run(x, default, weights: null);

    private Tensor Run(Tensor x, AttentionMask mask, ICollection<Tensor>? weights)
    {
        foreach (var layer in _layers)
            x = layer.Forward(x, mask, weights);
        return _norm is null ? x : _norm.Forward(x);
    }
}
