using Saccade.Tensors;
using Saccade.Tensors.Optimization;

namespace Saccade.Neural;

/// <summary>
/// An exponential moving average of a model's parameters (buffers, such as batch norm's statistics, are not averaged). It takes the
/// parameters' place for evaluation, and gives it back, by <see cref="Swap"/>.
/// </summary>
public sealed class WeightAverage
{
    private const string Name = "average";

    private readonly Optimiser _optimiser;
    private readonly IReadOnlyList<NamedTensor> _state;
    private readonly Tensor _average;
    private readonly double _decay;

    /// <param name="model">The model whose parameters are averaged; they count from now on.</param>
    /// <param name="optimiser">The optimiser of that model.</param>
    /// <param name="decay">How much of the average stays at each step, for example 0.999; less in the first steps.</param>
    public WeightAverage(Module model, Optimiser optimiser, double decay)
    {
        _optimiser = optimiser;
        _decay = decay;
        _average = optimiser.Block.NewState();
        optimiser.Block.Values.AsSpan().CopyTo(_average.AsSpan());
        _state = [.. model.Parameters().Select((p, i) => new NamedTensor($"{Name}.{p.Name}", optimiser.Block.Part(_average, i)))];
    }

    /// <summary>True while the model holds the average and this object holds the weights in training.</summary>
    public bool Swapped { get; private set; }

    /// <summary>Takes in the parameters as they are after an update.</summary>
    public void Update()
    {
        if (Swapped)
            throw new InvalidOperationException("The model holds its average: call Swap() before training goes on.");
        // After n steps at most n of them can be averaged: a decay of 0.999 would keep the initial weights for thousands of steps.
        var steps = _optimiser.StepsTaken;
        _optimiser.Block.EmaStep(_average, Math.Min(_decay, (1.0 + steps) / (10.0 + steps)));
    }

    /// <summary>Exchanges the model's parameters and the average.</summary>
    public void Swap()
    {
        var values = _optimiser.Block.Values.AsSpan();
        var average = _average.AsSpan();
        for (var i = 0; i < values.Length; i++)
            (values[i], average[i]) = (average[i], values[i]);
        Swapped = !Swapped;
    }

    /// <summary>Adds the average to a file, each name behind <paramref name="prefix"/>.</summary>
    public void Save(SafetensorsWriter writer, string prefix) => writer.Add(_state, prefix);

    /// <exception cref="WeightsException">The file holds no average of this model.</exception>
    public void Load(SafetensorsFile file, string prefix) => file.ReadAll(_state, prefix);
}
