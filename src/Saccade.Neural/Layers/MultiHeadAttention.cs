using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>Multi-head attention, of a sequence to itself or to another one, with the names and initial weights of torch.nn.MultiheadAttention.</summary>
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
    /// <param name="weights">How the weights of queries, keys and values start; PyTorch's way by default.</param>
    /// <param name="outputWeights">How the weights of the output start; PyTorch's way by default.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width.</exception>
    public MultiHeadAttention(Engine engine, int width, int heads, float dropout = 0, Initializer? weights = null, Initializer? outputWeights = null)
        : base(engine)
    {
        if (heads < 1 || width % heads != 0)
            throw new ArgumentException($"{heads} heads do not divide a width of {width}.", nameof(heads));
        Heads = heads;
        _options = new AttentionOptions { Heads = heads, Dropout = dropout };
        _inputWeight = RegisterParameter("in_proj_weight", new Shape(3 * width, width), weights ?? Initializers.XavierUniform());
        _inputBias = RegisterParameter("in_proj_bias", new Shape(3 * width), Initializers.Zeros);
        _output = Register("out_proj", new Linear(engine, width, width, biasInitializer: Initializers.Zeros, weightInitializer: outputWeights));
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

    /// <summary>Cross-attention: each token of one sequence looks at another sequence.</summary>
    /// <param name="queries">[N, T, width]</param>
    /// <param name="memory">[N, S, width]</param>
    /// <param name="mask">Which tokens of the memory may be looked at; a causal mask makes no sense here and is refused.</param>
    /// <param name="weights">When given, the attention weights [N, heads, T, S] are added to it as a tensor on the tape.</param>
    /// <returns>[N, T, width]</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit together, or a causal mask.</exception>
    public Tensor Forward(Tensor queries, Tensor memory, AttentionMask mask, ICollection<Tensor>? weights = null)
    {
        if (mask.Causal)
            throw new ArgumentException("Cross-attention has no causal mask: the two sequences do not share their times.", nameof(mask));
        var (q, k, v) = (Project(queries, 0), Project(memory, 1), Project(memory, 2));
        if (weights is null && _weightsObserver is null)
            return Observed(_output.Forward(q.Attention(k, v, Options(mask))));
        var (y, map) = q.AttentionWithWeights(k, v, Options(mask));
        weights?.Add(map);
        _weightsObserver?.Invoke(map);
        return Observed(_output.Forward(y));
    }

    /// <summary>An empty cache that fits this layer, for <paramref name="samples"/> sequences of up to <paramref name="capacity"/> steps.</summary>
    public KeyValueCache NewCache(int samples, int capacity) => new(Engine, samples, capacity, _inputWeight.Shape[1]);

    /// <summary>
    /// Causal self-attention one step (or a few) at a time: the steps look at each other and at those that the cache holds, and are added to
    /// it. For inference only. The results are those of the whole sequence at once under a causal mask.
    /// </summary>
    /// <param name="x">[N, T, width], the next T steps.</param>
    /// <param name="cache">The steps before, of this layer alone.</param>
    /// <param name="keys">[N, cache.Length + T]: 1 for a step that counts and 0 for padding; null for all.</param>
    /// <returns>[N, T, width]</returns>
    /// <exception cref="InvalidOperationException">The cache is full, or a training step is being recorded.</exception>
    public Tensor Forward(Tensor x, KeyValueCache cache, IntTensor? keys = null) =>
        Observed(_output.Forward(cache.Attention(Project(x, 0), Project(x, 1), Project(x, 2), Options(new AttentionMask(keys)))));

    protected override Tensor Apply(Tensor x) => Attend(x, default, weights: null);

    /// <summary>x [N, T, width] -> its queries (part 0), keys (1) or values (2), [N, T, width]</summary>
    private Tensor Project(Tensor x, int part)
    {
        var width = _inputWeight.Shape[1];
        return x.Linear(_inputWeight.Slice(0, part * width, width), _inputBias.Slice(0, part * width, width));
    }

    private AttentionOptions Options(AttentionMask mask) => mask == default && (Training || _options.Dropout == 0)
        ? _options
        : _options with { KeyMask = mask.Keys, Causal = mask.Causal, Dropout = Training ? _options.Dropout : 0 };

    private Tensor Attend(Tensor x, AttentionMask mask, ICollection<Tensor>? weights)
    {
        var options = Options(mask);
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
