using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Editing.Forecasting;

/// <summary>Attention in blocks and a feed-forward, each behind a norm and with a way around it (pre-norm). Letters as in <see cref="BlockAttention"/>.</summary>
internal sealed class TrackEncoderLayer : Module
{
    private readonly LayerNorm _norm1, _norm2;
    private readonly Linear _linear1, _linear2;
    private readonly float _dropout;

    public TrackEncoderLayer(Engine engine, TracksOptions options, bool isCausal)
        : base(engine)
    {
        _dropout = (float)options.Dropout;
        _norm1 = Register("norm1", new LayerNorm(engine, options.Width));
        Attention = Register("attention", new BlockAttention(engine, options.Width, options.Heads, options.Block, isCausal, _dropout));
        _norm2 = Register("norm2", new LayerNorm(engine, options.Width));
        _linear1 = Register("linear1", new Linear(engine, options.Width, options.FeedForward, activation: Activation.Relu, dropout: _dropout));
        _linear2 = Register("linear2", new Linear(engine, options.FeedForward, options.Width));
    }

    public BlockAttention Attention { get; }

    /// <param name="x">[N, T, D]</param>
    /// <param name="keys">Of <see cref="BlockAttention.Keys"/>.</param>
    /// <returns>[N, T, D]</returns>
    public Tensor Forward(Tensor x, IntTensor keys) => Observed(FeedForward(Add(Attention.Forward(_norm1.Forward(x), keys), x)));

    /// <param name="x">[1, 1, D]: the next step of a stream.</param>
    /// <param name="cache">Its steps before.</param>
    /// <returns>[1, 1, D]</returns>
    public Tensor Forward(Tensor x, KeyValueCache cache) => Observed(FeedForward(Add(Attention.Forward(_norm1.Forward(x), cache), x)));

    private Tensor FeedForward(Tensor x) => Add(_linear2.Forward(_linear1.Forward(_norm2.Forward(x))), x);

    private Tensor Add(Tensor change, Tensor x) => change.ResidualDropout(x, Training ? _dropout : 0);
}
