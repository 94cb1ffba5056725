using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>Group normalisation, with the names of torch.nn.GroupNorm.</summary>
public sealed class GroupNorm : Layer
{
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly int _groups;
    private readonly Activation _activation;
    private readonly float _epsilon;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="groups">How many groups the channels are cut into.</param>
    /// <param name="channels">Extent of axis 1.</param>
    /// <param name="activation">Applied within the same kernel.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public GroupNorm(Engine engine, int groups, int channels, Activation activation = Activation.None, float epsilon = 1e-5f)
        : base(engine)
    {
        _weight = RegisterParameter("weight", new Shape(channels), Initializers.Ones);
        _bias = RegisterParameter("bias", new Shape(channels), Initializers.Zeros);
        _groups = groups;
        _activation = activation;
        _epsilon = epsilon;
    }

    /// <summary>x [N, channels, ..] -> the same shape</summary>
    protected override Tensor Apply(Tensor x) => x.GroupNorm(_groups, _weight, _bias, _activation, _epsilon);
}
