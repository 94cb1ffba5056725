using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>A learnt vector for each token, with the name and initial weights of torch.nn.Embedding.</summary>
public sealed class Embedding : Module
{
    private readonly Tensor _weight;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="tokens">How many tokens there are, numbered from 0.</param>
    /// <param name="width">Extent of a token's vector.</param>
    public Embedding(Engine engine, int tokens, int width)
        : base(engine) => _weight = RegisterParameter("weight", new Shape(tokens, width), Initializers.Normal(1));

    /// <param name="tokens">Any shape.</param>
    /// <returns>[.., width]</returns>
    public Tensor Forward(IntTensor tokens) => Observed(_weight.Embedding(tokens));
}
