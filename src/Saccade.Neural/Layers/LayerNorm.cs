using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>Layer normalisation over the last axis, with the names of torch.nn.LayerNorm.</summary>
public sealed class LayerNorm : Layer
{
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly float _epsilon;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="width">Extent of the last axis.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public LayerNorm(Engine engine, int width, float epsilon = 1e-5f)
        : base(engine)
    {
        _weight = RegisterParameter("weight", new Shape(width), Initializers.Ones);
        _bias = RegisterParameter("bias", new Shape(width), Initializers.Zeros);
        _epsilon = epsilon;
    }

    /// <summary>LayerNorm(residual + dropout(x)) as one operation: the end of a block of a post-norm transformer.</summary>
    public Tensor Forward(Tensor x, Tensor residual, float dropout) =>
        Observed(x.ResidualLayerNorm(residual, _weight, _bias, Training ? dropout : 0, _epsilon));

    /// <summary>x [.., width] -> the same shape</summary>
    protected override Tensor Apply(Tensor x) => x.LayerNorm(_weight, _bias, _epsilon);
}
