using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>
/// Batch normalisation over axis 1, with the names of torch.nn.BatchNorm1d, 2d and 3d. While training it normalises by the batch and moves
/// its running statistics; otherwise it normalises by those.
/// </summary>
public sealed class BatchNorm : Layer
{
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly Tensor _runningMean;
    private readonly Tensor _runningVariance;
    private readonly Tensor _batches;
    private readonly Activation _activation;
    private readonly float _momentum;
    private readonly float _epsilon;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="channels">Extent of axis 1.</param>
    /// <param name="activation">Applied within the same kernel.</param>
    /// <param name="momentum">The share of the latest batch in the running statistics.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public BatchNorm(
        Engine engine, int channels, Activation activation = Activation.None, float momentum = 0.1f, float epsilon = 1e-5f)
        : base(engine)
    {
        var shape = new Shape(channels);
        _weight = RegisterParameter("weight", shape, Initializers.Ones);
        _bias = RegisterParameter("bias", shape, Initializers.Zeros);
        _runningMean = RegisterBuffer("running_mean", shape, 0);
        _runningVariance = RegisterBuffer("running_var", shape, 1);
        // float32 counts exactly to 2^24 batches, and nothing but PyTorch's own file format asks for the number.
        _batches = RegisterBuffer("num_batches_tracked", Shape.Scalar, 0, StoredType.I64);
        _activation = activation;
        _momentum = momentum;
        _epsilon = epsilon;
    }

    /// <summary>x [N, channels, ..] -> the same shape</summary>
    protected override Tensor Apply(Tensor x)
    {
        if (Training)
            _batches.AsSpan()[0]++;
        return x.BatchNorm(_weight, _bias, _runningMean, _runningVariance, Training, _activation, _momentum, _epsilon);
    }
}
