using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>
/// Moves a model's parameters against their gradients. Parameters, gradients and state lie in one flat buffer each, so that an update
/// is two passes: the gradients' norm (which also shows whether all are finite), then everything else, clipping and zeroing included.
/// </summary>
public abstract class Optimiser
{
    private const string StepsKey = "steps";

    /// <summary>What torch.nn.utils.clip_grad_norm_ adds to the norm, so that clipped runs agree.</summary>
    private const double ClipEpsilon = 1e-6;

    private readonly IReadOnlyList<NamedTensor> _parameters;
    private readonly double _clipNorm;

    private protected Optimiser(Module model, OptimiserOptions options)
    {
        _parameters = model.Parameters();
        _clipNorm = options.ClipNorm;
        Block = new ParameterBlock([.. _parameters.Select(parameter => parameter.Tensor)]);
        WeightDecay = [.. _parameters.Select(p => options.DecayMatricesOnly && p.Tensor.Shape.Rank < 2 ? 0f : (float)options.WeightDecay)];
    }

    /// <summary>Updates applied so far.</summary>
    public long StepsTaken { get; private set; }

    internal ParameterBlock Block { get; }

    /// <summary>One weight decay for each parameter of the block.</summary>
    private protected IReadOnlyList<float> WeightDecay { get; }

    /// <summary>The tensors of the block's length that make up the state, by name.</summary>
    private protected abstract IReadOnlyList<(string Name, Tensor Tensor)> State { get; }

    /// <summary>Applies the gradients of this step and sets them to zero. Nothing happens when any of them is not finite.</summary>
    public UpdateResult Update(double learningRate)
    {
        var norm = Block.GradientNorm();
        if (!double.IsFinite(norm))
            return new UpdateResult(norm);
        StepsTaken++;
        Apply(learningRate, _clipNorm > 0 ? Math.Min(1, _clipNorm / (norm + ClipEpsilon)) : 1);
        return new UpdateResult(norm);
    }

    /// <summary>The name of the first parameter whose gradient is not finite; null when all are.</summary>
    public string? FirstNonFiniteGradient()
    {
        foreach (var parameter in _parameters)
            foreach (var value in parameter.Tensor.Gradient!.AsSpan())
                if (!float.IsFinite(value))
                    return parameter.Name;
        return null;
    }

    /// <summary>The Euclidean norm of each parameter's gradient, by name: what tells dead and exploding layers.</summary>
    public IEnumerable<(string Name, double Norm)> GradientNorms()
    {
        foreach (var parameter in _parameters)
        {
            var squares = 0.0;
            foreach (var value in parameter.Tensor.Gradient!.AsSpan())
                squares += (double)value * value;
            yield return (parameter.Name, Math.Sqrt(squares));
        }
    }

    /// <summary>Forgets the gradients of a step that is not applied.</summary>
    public void ZeroGradients() => Block.ZeroGradients();

    /// <summary>Adds the whole state to a file, each name behind <paramref name="prefix"/>.</summary>
    public void Save(SafetensorsWriter writer, string prefix)
    {
        writer.Add(NamedState(), prefix);
        writer.Metadata[prefix + StepsKey] = StepsTaken.ToString();
    }

    /// <summary>Brings back what <see cref="Save"/> wrote, to the bit.</summary>
    /// <exception cref="WeightsException">The file holds no state of this optimiser for this model.</exception>
    public void Load(SafetensorsFile file, string prefix)
    {
        if (!file.Metadata.TryGetValue(prefix + StepsKey, out var text) || !long.TryParse(text, out var steps) || steps < 0)
            throw new WeightsException($"{file.Path} does not say how many steps its optimiser has taken ('{prefix}{StepsKey}'): it was not saved by {GetType().Name}.");
        file.ReadAll(NamedState(), prefix);
        StepsTaken = steps;
    }

    /// <summary>One update with gradients times <paramref name="gradientScale"/>; leaves them zero.</summary>
    private protected abstract void Apply(double learningRate, double gradientScale);

    private IReadOnlyList<NamedTensor> NamedState() =>
        [.. State.SelectMany(state => _parameters.Select((p, i) => new NamedTensor($"{state.Name}.{p.Name}", Block.Part(state.Tensor, i))))];
}
