using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>Drops elements with the given probability while training, and lets everything through otherwise.</summary>
public sealed class Dropout(Engine engine, float probability) : Layer(engine)
{
    /// <summary>x of any shape -> the same shape</summary>
    protected override Tensor Apply(Tensor x) => x.Dropout(Training ? probability : 0);
}
