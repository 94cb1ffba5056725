using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>Multi-head self-attention, with the names and initial weights of torch.nn.MultiheadAttention.</summary>
public sealed class MultiHeadAttention : Layer
{
    private readonly Tensor _inputWeight;
    private readonly Tensor _inputBias;
    private readonly Linear _output;
    private readonly AttentionOptions _options;
    private Action<Tensor>? _weightsObserver;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="width">Extent of a token.</param>
    /// <param name="heads">How many heads; they divide the width.</param>
    /// <param name="dropout">The probability that an attention weight is dropped while training.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width.</exception>
    public MultiHeadAttention(Engine engine, int width, int heads, float dropout = 0)
        : base(engine)
    {
        if (heads < 1 || width % heads != 0)
            throw new ArgumentException($"{heads} heads do not divide a width of {width}.", nameof(heads));
        Heads = heads;
        _options = new AttentionOptions { Heads = heads, Dropout = dropout };
        _inputWeight = RegisterParameter("in_proj_weight", new Shape(3 * width, width), Initializers.XavierUniform());
        _inputBias = RegisterParameter("in_proj_bias", new Shape(3 * width), Initializers.Zeros);
        _output = Register("out_proj", new Linear(engine, width, width, biasInitializer: Initializers.Zeros));
    }

    public int Heads { get; }

    /// <summary>
    /// Shows <paramref name="observer"/> the attention weights [N, heads, T, T] of every later pass, until called with null: the way to them
    /// for whoever does not call this layer itself. A pass that is watched takes the memory of its weights.
    /// </summary>
    public void ObserveWeights(Action<Tensor>? observer) => _weightsObserver = observer;

    /// <param name="x">[N, T, width]</param>
    /// <param name="mask">Which tokens may be looked at.</param>
    /// <param name="weights">When given, the attention weights [N, heads, T, T] are added to it as a tensor on the tape.</param>
    /// <returns>[N, T, width]</returns>
    public Tensor Forward(Tensor x, AttentionMask mask, ICollection<Tensor>? weights = null) => Observed(Attend(x, mask, weights));

    protected override Tensor Apply(Tensor x) => Attend(x, default, weights: null);

    private Tensor Attend(Tensor x, AttentionMask mask, ICollection<Tensor>? weights)
    {
        var options = _options;
        if (mask != default || (!Training && options.Dropout > 0))
            options = options with { KeyMask = mask.Keys, Causal = mask.Causal, Dropout = Training ? options.Dropout : 0 };
        // [N, T, 3 width]: queries, keys, values
        var projected = x.Linear(_inputWeight, _inputBias);
        if (weights is null && _weightsObserver is null)
            return _output.Forward(projected.Attention(options));
        var (y, map) = projected.AttentionWithWeights(options);
        weights?.Add(map);
        _weightsObserver?.Invoke(map);
        return _output.Forward(y);
    }
}
