using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Cli.Bench;

/// <summary>A post-norm transformer encoder, 4 layers, d 256, 8 heads, ff 512, 180 inputs and outputs, batch 16 x 100, squared error.</summary>
public sealed class EncoderBench : OptimisedBenchModel
{
    private readonly Encoder _model;
    private readonly Tensor _x;
    private readonly Tensor _target;

    public EncoderBench(Engine engine, float dropout)
        : this(engine, new Encoder(engine, dropout))
    {
    }

    private EncoderBench(Engine engine, Encoder model)
        : base(engine, model)
    {
        _model = model;
        _x = FormulaNumbers.Fill(engine.Empty(BatchSize, 100, 180).Keep(), 1);
        _target = FormulaNumbers.Fill(engine.Empty(BatchSize, 100, 180).Keep(), 2);
    }

    public override int BatchSize => 16;

    protected override Tensor Loss() => _model.Forward(_x).MeanSquaredError(_target);

    private sealed class Encoder : Layer
    {
        private readonly Linear _input;
        private readonly TransformerEncoder _encoder;
        private readonly Linear _output;

        public Encoder(Engine engine, float dropout)
            : base(engine)
        {
            _input = Register("input", new Linear(engine, 180, 256));
            _encoder = Register("encoder", new TransformerEncoder(
                engine, 4, new TransformerOptions { Width = 256, Heads = 8, FeedForward = 512, Dropout = dropout }));
            _output = Register("output", new Linear(engine, 256, 180));
        }

        /// <summary>x [N, T, 180] -> the same shape</summary>
        protected override Tensor Apply(Tensor x) => _output.Forward(_encoder.Forward(_input.Forward(x)));
    }
}
