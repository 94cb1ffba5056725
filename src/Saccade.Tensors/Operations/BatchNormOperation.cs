using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Batch normalisation over axis 1 (Ioffe and Szegedy 2015): y = activation((x - mean) / sqrt(variance + epsilon) * weight + bias) for
/// each channel, with the statistics of the batch while training and the running ones otherwise. Formulas as in
/// torch.nn.functional.batch_norm. A channel is one thread's work, whole, so its sums have one order.
/// </summary>
public static unsafe class BatchNormOperation
{
    /// <summary>Numbers of a chunk of small channels.</summary>
    private const int Grain = 16384;

    /// <param name="x">[N, C, ..]</param>
    /// <param name="weight">[C], or null for 1.</param>
    /// <param name="bias">[C], or null for 0.</param>
    /// <param name="runningMean">[C], moved towards the batch's mean while training.</param>
    /// <param name="runningVariance">[C], moved towards the batch's unbiased variance while training.</param>
    /// <param name="training">Whether to normalise by the batch's own (biased) statistics.</param>
    /// <param name="activation">Applied to the result; ReLU in the same pass.</param>
    /// <param name="momentum">The share of the batch in the running statistics.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>[N, C, ..]</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit together, or less than two values a channel while training.</exception>
    public static Tensor BatchNorm(
        this Tensor x,
        Tensor? weight,
        Tensor? bias,
        Tensor runningMean,
        Tensor runningVariance,
        bool training,
        Activation activation = Activation.None,
        float momentum = 0.1f,
        float epsilon = 1e-5f)
    {
        if (activation.IsSmooth())
            return x.BatchNorm(weight, bias, runningMean, runningVariance, training, Activation.None, momentum, epsilon).Activate(activation);
        if (x.Shape.Rank < 2)
            throw new ArgumentException($"BatchNorm: an input of shape {x.Shape} has no channels; [N, C, ..] is needed.");
        int samples = x.Shape[0], channels = x.Shape[1], length = x.Shape.Product(2, x.Shape.Rank), count = samples * length;
        foreach (var parameter in (ReadOnlySpan<Tensor?>)[weight, bias, runningMean, runningVariance])
            if (parameter is not null && parameter.Shape != new Shape(channels))
                throw new ArgumentException($"BatchNorm: a parameter of shape {parameter.Shape} must be [{channels}] for an input of {x.Shape}.");
        if (training && count <= 1)
            throw new ArgumentException($"BatchNorm: an input of shape {x.Shape} has too few values a channel ({count}) for a variance.");
        var engine = x.Engine;
        var y = engine.Empty(x.Shape);
        var norms = engine.Empty(channels, 2);
        float* px = x.Pointer, py = y.Pointer, pn = norms.Pointer, pm = runningMean.Pointer, pv = runningVariance.Pointer;
        var affine = new Affine(weight, bias, activation);
        ForChannels(engine, samples, channels, length, buffers: 2, (channel, scratch, copied) =>
        {
            var source = new ChannelRuns(px, samples, channels, channel, length).Gathered(scratch);
            float mean = pm[channel], variance = pv[channel];
            if (training)
            {
                var moments = new Moments();
                for (var run = 0; run < source.Count; run++)
                    moments.Add(source[run], source.Length);
                (mean, variance) = ((float)moments.Mean, (float)moments.Variance);
                pm[channel] += momentum * (mean - pm[channel]);
                pv[channel] += momentum * ((float)(moments.Variance * count / (count - 1)) - pv[channel]);
            }
            pn[2 * channel] = mean;
            pn[2 * channel + 1] = 1 / MathF.Sqrt(variance + epsilon);
            var places = new ChannelRuns(py, samples, channels, channel, length);
            var target = places.Place(scratch + copied);
            for (var run = 0; run < source.Count; run++)
                ChannelNormKernel.Forward(source[run], target[run], source.Length, affine.At(channel, pn));
            places.Scatter(scratch + copied);
        });
        engine.Trace?.Add(nameof(BatchNorm), y, [x, weight, bias, runningMean, runningVariance], (training, activation, epsilon));
        if (engine.Records(x, weight, bias))
            engine.Record(y, new Backprop(x, weight, bias, norms, training, activation));
        else
            norms.Release();
        return y;
    }

    /// <summary>Work on one channel; <paramref name="copied"/> is the length of one of its scratch buffers.</summary>
    private delegate void ChannelBody(int channel, float* scratch, int copied);

    private static void ForChannels(Engine engine, int samples, int channels, int length, int buffers, ChannelBody body)
    {
        var copied = ChannelRuns.ScratchLength(samples, length);
        var block = Math.Clamp(Grain / Math.Max(1, samples * length), 1, Math.Max(1, channels));
        engine.Workers.For((channels + block - 1) / block, (chunk, worker) =>
        {
            var scratch = worker.Scratch((long)buffers * copied);
            for (var channel = chunk * block; channel < Math.Min(channels, (chunk + 1) * block); channel++)
                body(channel, scratch, copied);
        });
    }

    private readonly struct Affine(Tensor? weight, Tensor? bias, Activation activation)
    {
        private readonly float* _weight = weight is null ? null : weight.Pointer;
        private readonly float* _bias = bias is null ? null : bias.Pointer;

        public ChannelNorm At(int channel, float* norms) => new(
            norms[2 * channel],
            norms[2 * channel + 1],
            _weight is null ? 1 : _weight[channel],
            _bias is null ? 0 : _bias[channel],
            activation == Activation.Relu);
    }

    /// <summary>
    /// With n the normalised input and dz the gradient before the activation: dWeight = sum(dz n), dBias = sum(dz), and
    /// dx = (dz - mean(dz) - n mean(dz n)) weight / sqrt(variance + epsilon), without the means if the statistics were constants.
    /// </summary>
    private sealed class Backprop : Operation
    {
        private readonly Tensor _x;
        private readonly Tensor? _weight;
        private readonly Tensor? _bias;
        private readonly Tensor _norms;
        private readonly bool _training;
        private readonly Activation _activation;

        public Backprop(Tensor x, Tensor? weight, Tensor? bias, Tensor norms, bool training, Activation activation)
        {
            (_x, _weight, _bias, _training, _activation) = (x, weight, bias, training, activation);
            _norms = Saved(norms);
        }

        protected internal override void Backward(Tensor y, Tensor dy)
        {
            int samples = y.Shape[0], channels = y.Shape[1], length = y.Shape.Product(2, y.Shape.Rank);
            double count = (double)samples * length;
            var dx = _x.WantsGradient ? y.Engine.Empty(y.Shape) : null;
            var dWeight = Target(_weight);
            var dBias = Target(_bias);
            float* px = _x.Pointer, pdy = dy.Pointer, pn = _norms.Pointer;
            var pdx = dx is null ? null : dx.Pointer;
            var affine = new Affine(_weight, _bias, _activation);
            var training = _training;
            ForChannels(y.Engine, samples, channels, length, buffers: 3, (channel, scratch, copied) =>
            {
                var norm = affine.At(channel, pn);
                var inputs = new ChannelRuns(px, samples, channels, channel, length).Gathered(scratch);
                var gradients = new ChannelRuns(pdy, samples, channels, channel, length).Gathered(scratch + copied);
                double sum = 0, sumN = 0;
                for (var run = 0; run < inputs.Count; run++)
                    ChannelNormKernel.AddSums(inputs[run], gradients[run], inputs.Length, norm, ref sum, ref sumN);
                if (dWeight is not null)
                    dWeight[channel] += (float)sumN;
                if (dBias is not null)
                    dBias[channel] += (float)sum;
                if (pdx is null)
                    return;
                var meanG = training ? (float)(sum * norm.Weight / count) : 0;
                var meanGN = training ? (float)(sumN * norm.Weight / count) : 0;
                var places = new ChannelRuns(pdx, samples, channels, channel, length);
                var target = places.Place(scratch + 2 * (nint)copied);
                for (var run = 0; run < inputs.Count; run++)
                    ChannelNormKernel.Backward(inputs[run], gradients[run], target[run], inputs.Length, norm, meanG, meanGN);
                places.Scatter(scratch + 2 * (nint)copied);
            });
            if (dx is not null)
                _x.AddGradient(dx);
        }

        /// <summary>Where a parameter's gradient is added to, zero at first; null if it wants none.</summary>
        private static float* Target(Tensor? parameter)
        {
            if (parameter is not { WantsGradient: true })
                return null;
            var gradient = parameter.GradientBuffer(out var accumulate);
            if (!accumulate)
                gradient.AsSpan().Clear();
            return gradient.Pointer;
        }
    }
}
