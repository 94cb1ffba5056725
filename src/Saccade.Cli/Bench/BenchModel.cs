using Saccade.Neural;
using Saccade.Tensors;

namespace Saccade.Cli.Bench;

/// <summary>
/// A model whose whole training step is timed: forward, loss, backward, clipping and update, on inputs and weights that an integer
/// formula gives (<see cref="FormulaNumbers"/>), so that a peer in another framework starts from the same numbers. One file a model.
/// </summary>
public abstract class BenchModel(Engine engine)
{
    private long _step;

    /// <summary>Samples of a batch.</summary>
    public abstract int BatchSize { get; }

    /// <summary>Learnt values.</summary>
    public abstract long Parameters { get; }

    /// <summary>Multiply-adds worked out so far.</summary>
    public long MultiplyAdds => Engine.MultiplyAdds;

    protected Engine Engine { get; } = engine;

    /// <summary>One whole training step; returns its loss.</summary>
    public double Step()
    {
        using var step = Engine.BeginStep(_step++);
        return TrainingStep();
    }

    /// <summary>The forward pass alone, without a tape.</summary>
    public void Forward()
    {
        using var scope = Engine.BeginScope();
        ForwardPass();
    }

    /// <summary>Forward on the fixed batch.</summary>
    protected abstract void ForwardPass();

    /// <summary>Loss, backward and update within the step that has begun.</summary>
    protected abstract double TrainingStep();
}

/// <summary>A bench model that is a module with an optimiser: AdamW with PyTorch's defaults, clipped at a norm of 1.</summary>
public abstract class OptimisedBenchModel : BenchModel
{
    private readonly Module _model;
    private readonly AdamW _optimiser;
    private readonly double _learningRate;

    protected OptimisedBenchModel(Engine engine, Module model, double learningRate = 1e-3)
        : base(engine)
    {
        (_model, _learningRate) = (model, learningRate);
        model.Initialize();
        foreach (var (name, tensor, _) in model.Parameters())
            FormulaNumbers.FillWeight(name, tensor);
        _optimiser = new AdamW(model, new AdamOptions { WeightDecay = 0.01, ClipNorm = 1 });
    }

    public override long Parameters => _model.ParameterCount;

    /// <summary>The loss of the fixed batch.</summary>
    protected abstract Tensor Loss();

    protected override void ForwardPass() => Loss();

    protected override double TrainingStep()
    {
        var loss = Loss();
        Tensors.Tape.Backpropagation.Backward(loss);
        _optimiser.Update(_learningRate);
        return loss.Item();
    }
}
