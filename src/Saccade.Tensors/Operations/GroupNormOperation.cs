using Saccade.Tensors.Kernels;
using Saccade.Tensors.Memory;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Group normalisation (Wu and He 2018): each sample's channels are cut into groups, and each group is normalised by its own mean and
/// biased variance; then each channel has its weight and bias, and a ReLU in the same pass on request. As many groups as channels make an instance normalisation.
/// A sample's result does not depend on its neighbours.
/// </summary>
public static unsafe class GroupNormOperation
{
    /// <param name="x">[N, C, ..]</param>
    /// <param name="groups">How many groups; they divide C.</param>
    /// <param name="weight">[C], or null for 1.</param>
    /// <param name="bias">[C], or null for 0.</param>
    /// <param name="activation">Applied to the result; ReLU in the same pass.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>[N, C, ..]</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit together, or groups that do not divide C.</exception>
    public static Tensor GroupNorm(
        this Tensor x, int groups, Tensor? weight = null, Tensor? bias = null, Activation activation = Activation.None, float epsilon = 1e-5f)
    {
        if (activation.IsSmooth())
            return x.GroupNorm(groups, weight, bias, Activation.None, epsilon).Activate(activation);
        if (x.Shape.Rank < 2)
            throw new ArgumentException($"GroupNorm: an input of shape {x.Shape} has no channels; [N, C, ..] is needed.");
        int samples = x.Shape[0], channels = x.Shape[1], length = x.Shape.Product(2, x.Shape.Rank);
        if (groups < 1 || channels % groups != 0)
            throw new ArgumentException($"GroupNorm: {groups} groups do not divide {channels} channels.", nameof(groups));
        foreach (var parameter in (ReadOnlySpan<Tensor?>)[weight, bias])
            if (parameter is not null && parameter.Shape != new Shape(channels))
                throw new ArgumentException($"GroupNorm: a parameter of shape {parameter.Shape} must be [{channels}] for an input of {x.Shape}.");
        var engine = x.Engine;
        var width = channels / groups;
        var y = engine.Empty(x.Shape);
        var norms = engine.Empty(samples, groups, 2);
        float* px = x.Pointer, py = y.Pointer, pn = norms.Pointer;
        var affine = new Affine(weight, bias, activation);
        engine.Workers.For(samples * groups, (group, _) =>
        {
            var start = (nint)group * width * length;
            var moments = new Moments();
            moments.Add(px + start, width * length);
            pn[2 * group] = (float)moments.Mean;
            pn[2 * group + 1] = (float)(1 / Math.Sqrt(moments.Variance + epsilon));
            for (var i = 0; i < width; i++, start += length)
                ChannelNormKernel.Forward(px + start, py + start, length, affine.At(group % groups * width + i, pn + 2 * group));
        });
        engine.Trace?.Add(nameof(GroupNorm), y, [x, weight, bias], (groups, activation, epsilon));
        if (engine.Records(x, weight, bias))
            engine.Record(y, new Backprop(x, groups, weight, bias, norms, activation));
        else
            norms.Release();
        return y;
    }

    private readonly struct Affine(Tensor? weight, Tensor? bias, Activation activation)
    {
        private readonly float* _weight = weight is null ? null : weight.Pointer;
        private readonly float* _bias = bias is null ? null : bias.Pointer;

        public ChannelNorm At(int channel, float* norm) => new(
            norm[0], norm[1], _weight is null ? 1 : _weight[channel], _bias is null ? 0 : _bias[channel], activation == Activation.Relu);
    }

    /// <summary>
    /// With n the normalised input, dz the gradient before the activation, g = dz weight and means over the group: dx = (g - mean(g) - n mean(g n)) / sqrt(variance + epsilon).
    /// Sums for each sample's channel are kept, and added over the samples in order.
    /// </summary>
    private sealed class Backprop : Operation
    {
        private readonly Tensor _x;
        private readonly int _groups;
        private readonly Tensor? _weight;
        private readonly Tensor? _bias;
        private readonly Tensor _norms;
        private readonly Activation _activation;

        public Backprop(Tensor x, int groups, Tensor? weight, Tensor? bias, Tensor norms, Activation activation)
        {
            (_x, _groups, _weight, _bias, _activation) = (x, groups, weight, bias, activation);
            _norms = Saved(norms);
        }

        protected internal override void Backward(Tensor y, Tensor dy)
        {
            int samples = y.Shape[0], channels = y.Shape[1], length = y.Shape.Product(2, y.Shape.Rank), groups = _groups, width = channels / groups;
            var dx = y.Engine.Empty(y.Shape);
            using var workspace = new Workspace(y.Engine, 2L * samples * channels);
            float* sums = workspace.Pointer, sumsN = sums + (nint)samples * channels;
            float* px = _x.Pointer, pdy = dy.Pointer, pdx = dx.Pointer, pn = _norms.Pointer;
            var affine = new Affine(_weight, _bias, _activation);
            y.Engine.Workers.For(samples * groups, (group, _) =>
            {
                var start = (nint)group * width * length;
                double meanG = 0, meanGN = 0;
                for (var i = 0; i < width; i++)
                {
                    double sum = 0, sumN = 0;
                    var norm = affine.At(group % groups * width + i, pn + 2 * group);
                    ChannelNormKernel.AddSums(px + start + (nint)i * length, pdy + start + (nint)i * length, length, norm, ref sum, ref sumN);
                    sums[group * width + i] = (float)sum;
                    sumsN[group * width + i] = (float)sumN;
                    meanG += sum * norm.Weight / ((double)width * length);
                    meanGN += sumN * norm.Weight / ((double)width * length);
                }
                for (var i = 0; i < width; i++, start += length)
                {
                    var norm = affine.At(group % groups * width + i, pn + 2 * group);
                    ChannelNormKernel.Backward(px + start, pdy + start, pdx + start, length, norm, (float)meanG, (float)meanGN);
                }
            });
            AddSums(_weight, sumsN, samples, channels);
            AddSums(_bias, sums, samples, channels);
            if (_x.WantsGradient)
                _x.AddGradient(dx);
            else
                dx.Release();
        }

        private static void AddSums(Tensor? parameter, float* sums, int samples, int channels)
        {
            if (parameter is not { WantsGradient: true })
                return;
            var gradient = parameter.GradientBuffer(out var accumulate);
            if (!accumulate)
                gradient.AsSpan().Clear();
            ColumnSums.Add(parameter.Engine, sums, samples, channels, gradient.Pointer);
        }
    }
}
