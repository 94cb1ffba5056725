using Saccade.Neural;
using Saccade.Tensors;

namespace Saccade.Cli.Bench;

/// <summary>
/// Features of a frozen ResNet-18, batch norm folded: a step is one extraction, without gradients, loss or update. What stands for the loss when a peer is
/// compared is the features' share along a random direction, in units of their length: it is right to a few parts in ten thousand only if they all are.
/// </summary>
public sealed class FeaturesBench : BenchModel
{
    /// <summary>Directions that are looked along, one a step; later steps are timed and look along none.</summary>
    private const int Directions = 3;

    private readonly FoldedResNet18 _network;
    private readonly Tensor _pictures;
    private int _looked;

    /// <param name="engine">Where everything lives.</param>
    /// <param name="size">Width and height of the pictures.</param>
    /// <param name="batch">Pictures.</param>
    public FeaturesBench(Engine engine, int size, int batch)
        : base(engine)
    {
        BatchSize = batch;
        var whole = new ResNet18(engine, 0);
        foreach (var (name, tensor, _) in whole.State())
            Fill(name, tensor);
        Parameters = whole.ParameterCount;
        _network = new FoldedResNet18(whole);
        _pictures = FormulaNumbers.Fill(engine.Empty(batch, 3, size, size).Keep(), 1, scale: 4);
    }

    public override int BatchSize { get; }

    public override long Parameters { get; }

    protected override void ForwardPass() => _network.Features(_pictures);

    protected override double TrainingStep()
    {
        var features = _network.Features(_pictures).AsSpan();
        if (_looked == Directions)
            return 0;
        var (along, squares) = (0.0, 0.0);
        for (var i = 0; i < features.Length; i++)
            (along, squares) = (along + features[i] * FormulaNumbers.At(10 + (uint)_looked, (uint)i), squares + (double)features[i] * features[i]);
        _looked++;
        return along / Math.Sqrt(squares);
    }

    /// <summary>Weights that keep the size of what goes through, and running statistics that make batch norm do something.</summary>
    private static void Fill(string name, Tensor tensor)
    {
        if (tensor.Shape.Rank > 1)
        {
            FormulaNumbers.Fill(tensor, FormulaNumbers.SeedOf(name), (float)(4.9 / Math.Sqrt(tensor.Shape.Product(1, tensor.Shape.Rank))));
            return;
        }
        FormulaNumbers.Fill(tensor, FormulaNumbers.SeedOf(name), scale: 0.6f);
        if (name.EndsWith("weight", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal))
            foreach (ref var value in tensor.AsSpan())
                value += 1;
    }
}
