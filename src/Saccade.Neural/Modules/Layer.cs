using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>A module that turns one tensor into another, and so can stand in a <see cref="Sequential"/>.</summary>
public abstract class Layer(Engine engine) : Module(engine)
{
    public Tensor Forward(Tensor x) => Observed(Apply(x));

    /// <summary>What the layer computes.</summary>
    protected abstract Tensor Apply(Tensor x);
}
