using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>
/// Stochastic depth (Huang et al. 2016): while training, drops whole samples of a block's result with the given probability, so that only
/// the way around the block is left, and scales the others up; otherwise lets everything through.
/// </summary>
public sealed class DropPath(Engine engine, float probability) : Layer(engine)
{
    /// <summary>x [N, ..] -> the same shape</summary>
    protected override Tensor Apply(Tensor x) => x.DropPath(Training ? probability : 0);
}
