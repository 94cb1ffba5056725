using Saccade.Tensors.Kernels;
using Saccade.Tensors.Kernels.Convolution;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Convolution (in the field's sense: cross-correlation) over one, two or three spatial axes, with steps, padding on either side and
/// groups, as an implicit product: patches are packed straight into the panels that the micro-kernel reads.
/// </summary>
public static unsafe class ConvolutionOperation
{
    /// <param name="x">[N, C, L], [N, C, H, W] or [N, C, D, H, W]</param>
    /// <param name="weight">[out, C / groups, k..] with as many spatial axes as x.</param>
    /// <param name="bias">[out], or null.</param>
    /// <param name="options">Steps, padding, groups and activation; by default steps of 1 and no padding.</param>
    /// <returns>[N, out, ..], each axis (extent + padding - k) / stride + 1 long, rounded down.</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit together.</exception>
    public static Tensor Convolution(this Tensor x, Tensor weight, Tensor? bias, ConvolutionOptions? options = null)
    {
        options ??= ConvolutionOptions.Default;
        var geometry = new Geometry(x.Shape, weight.Shape, options);
        if (bias is not null && bias.Shape != new Shape(weight.Shape[0]))
            throw new ArgumentException($"Convolution: a bias of shape {bias.Shape} does not fit a weight of shape {weight.Shape}.");
        var (engine, activation) = (x.Engine, options.Activation);
        var records = engine.Records(x, weight, bias);
        var y = engine.Empty(geometry.OutputShape(x.Shape));
        var sums = records && activation.IsSmooth() ? engine.Empty(y.Shape) : y;
        ConvolutionKernel.Forward(
            engine, geometry, x.Pointer, weight.Pointer, bias is null ? null : bias.Pointer, activation.IsSmooth() ? Activation.None : activation, sums.Pointer);
        if (activation.IsSmooth())
            SmoothActivation.Map(engine, activation, sums.Pointer, y.Pointer, y.Count);
        engine.Trace?.Add(nameof(Convolution), y, [x, weight, bias], options);
        if (records)
            engine.Record(y, new Backprop(geometry, x, weight, bias, activation, sums));
        return y;
    }

    private sealed class Backprop : Operation
    {
        private readonly Geometry _geometry;
        private readonly Tensor _x;
        private readonly Tensor _weight;
        private readonly Tensor? _bias;
        private readonly Activation _activation;
        private readonly Tensor _sums;

        /// <param name="sums">The result before the activation where its derivative needs it, else y itself.</param>
        public Backprop(Geometry geometry, Tensor x, Tensor weight, Tensor? bias, Activation activation, Tensor sums)
        {
            (_geometry, _x, _weight, _bias, _activation) = (geometry, x, weight, bias, activation);
            _sums = activation.IsSmooth() ? Saved(sums) : sums;
        }

        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var engine = y.Engine;
            var dz = ActivationGradient.Of(_activation, y, _sums, dy);
            if (_weight.WantsGradient)
            {
                var dw = _weight.GradientBuffer(out var accumulate);
                if (!accumulate)
                    dw.AsSpan().Clear();
                WeightGradient.Add(engine, _geometry, _x.Pointer, dz.Pointer, dw.Pointer);
            }
            if (_bias is { WantsGradient: true })
            {
                var db = _bias.GradientBuffer(out var accumulate);
                if (!accumulate)
                    db.AsSpan().Clear();
                ChannelSums.Add(engine, dz.Pointer, dz.Shape[0], dz.Shape[1], _geometry.Output.Volume, db.Pointer);
            }
            if (_x.WantsGradient)
            {
                var dx = _x.GradientBuffer(out var accumulate);
                ConvolutionKernel.InputGradient(engine, _geometry, dz.Pointer, _weight.Pointer, dx.Pointer, accumulate);
            }
            if (!ReferenceEquals(dz, dy))
                dz.Release();
        }
    }
}
