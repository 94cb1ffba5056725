using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Cli.Bench;

/// <summary>ResNet-18 with 1,000 classes on 16 pictures of 64 x 64, cross-entropy.</summary>
public sealed class ResNet18Bench : OptimisedBenchModel
{
    // In any float32 arithmetic a rounding error turns a ReLU on or off now and then; one in the last block moves its channel's gradient by its own size.
    // Smaller steps keep what that does to the next losses below the tolerance.
    private const double LearningRate = 1e-5;

    private readonly ResNet18 _model;
    private readonly Tensor _pictures;
    private readonly IntTensor _labels;

    public ResNet18Bench(Engine engine)
        : this(engine, new ResNet18(engine))
    {
    }

    private ResNet18Bench(Engine engine, ResNet18 model)
        : base(engine, model, LearningRate)
    {
        _model = model;
        _pictures = FormulaNumbers.Fill(engine.Empty(BatchSize, 3, 64, 64).Keep(), 1);
        _labels = engine.From([.. Enumerable.Range(0, BatchSize).Select(i => i * 37 % 1000)], BatchSize).Keep();
    }

    public override int BatchSize => 16;

    protected override Tensor Loss() => _model.Forward(_pictures).CrossEntropy(_labels);
}
