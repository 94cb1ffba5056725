using Saccade.Neural;
using Saccade.Objects.Tokens;
using Saccade.Tensors;

namespace Saccade.Objects.Models;

/// <summary>Says what sightings look like: the part of the tokenizer that sees pictures. V tokens, W width.</summary>
public abstract class TokenLook(Engine engine) : Module(engine)
{
    /// <summary>Takes over what it does not learn itself.</summary>
    /// <exception cref="Training.RunException">It is missing or does not fit.</exception>
    public virtual void LoadPretrained() { }

    /// <summary>From now on looks at every clip anew, whatever it has kept.</summary>
    public virtual void KeepNothing() { }

    /// <returns>[V, W]</returns>
    public abstract Tensor Forward(TokenBatch batch);
}
