using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Cli.Bench;

/// <summary>One 3-D convolution 3x3x3, 32 -> 64 channels, batch 8 x 16 x 32 x 32: forward and both gradients, no update.</summary>
public sealed class Conv3dBench : BenchModel
{
    private readonly Tensor _x;
    private readonly Tensor _weight;
    private readonly Tensor _gradient;

    public Conv3dBench(Engine engine)
        : base(engine)
    {
        _x = FormulaNumbers.Fill(engine.Empty(BatchSize, 32, 16, 32, 32).Keep(), 1).RequireGradient();
        _weight = engine.Empty(64, 32, 3, 3, 3).Keep();
        FormulaNumbers.FillWeight("weight", _weight);
        _weight.RequireGradient();
        _gradient = FormulaNumbers.Fill(engine.Empty(BatchSize, 64, 16, 32, 32).Keep(), 2);
    }

    public override int BatchSize => 8;

    public override long Parameters => _weight.Count;

    /// <summary>What stands for the loss when a peer is compared: an element of the output and of both gradients.</summary>
    protected override double TrainingStep()
    {
        _x.Gradient!.AsSpan().Clear();
        _weight.Gradient!.AsSpan().Clear();
        var y = Convolve();
        var first = y.AsSpan()[0];
        y.Backward(_gradient.Reshape(8, 64, 16, 32, 32));
        return first + 1e-3 * (_weight.Gradient.AsSpan()[0] + _x.Gradient.AsSpan()[^1]);
    }

    protected override void ForwardPass() => Convolve();

    private Tensor Convolve() => _x.Convolution(_weight, null, new ConvolutionOptions { Padding = [1] });
}
