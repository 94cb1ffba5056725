using Saccade.Neural;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Objects.Models;

/// <summary>Says what sightings look like: the part of the tokenizer that sees pictures. V tokens, W width.</summary>
public abstract class TokenLook(Engine engine) : Module(engine)
{
    /// <summary>Takes over what it does not learn itself.</summary>
    /// <exception cref="RunException">It is missing or does not fit.</exception>
    public virtual void LoadPretrained() { }

    /// <summary>From now on looks at every clip anew, whatever it has kept.</summary>
    public virtual void KeepNothing() { }

    /// <returns>[V, W]</returns>
    public abstract Tensor Forward(TokenBatch batch);

    /// <summary>What it takes where other software runs it; <c>tokens_together</c> is V.</summary>
    public abstract IReadOnlyList<GraphInput> Inputs { get; }

    /// <returns>[V, W]</returns>
    public abstract Tensor Forward(GraphValues inputs);

    /// <summary>Graphs that make what it takes; none where those are pictures.</summary>
    public virtual IReadOnlyList<InferenceGraph> Graphs => [];
}
