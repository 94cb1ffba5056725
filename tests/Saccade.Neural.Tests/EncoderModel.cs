using Saccade.Tensors;

namespace Saccade.Neural.Tests;

/// <summary>The model <c>Encoder</c> of tests/golden/make_models.py.</summary>
internal sealed class EncoderModel : Layer
{
    private readonly TransformerEncoder _encoder;
    private readonly Linear _head;

    public EncoderModel(Engine engine, bool normFirst)
        : base(engine)
    {
        _encoder = Register("encoder", new TransformerEncoder(engine, 2, new TransformerOptions
        {
            Width = 16,
            Heads = 4,
            FeedForward = 32,
            Dropout = 0,
            NormFirst = normFirst,
        }));
        _head = Register("head", new Linear(engine, 16, 3));
    }

    public Tensor Forward(Tensor x, AttentionMask mask) => _head.Forward(_encoder.Forward(x, mask));

    /// <summary>x [N, T, 16] -> [N, T, 3]</summary>
    protected override Tensor Apply(Tensor x) => _head.Forward(_encoder.Forward(x));
}
