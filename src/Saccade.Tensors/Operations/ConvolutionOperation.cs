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
        var y = x.Engine.Empty(geometry.OutputShape(x.Shape));
        ConvolutionKernel.Forward(
            x.Engine, geometry, x.Pointer, weight.Pointer, bias is null ? null : bias.Pointer, options.Activation, y.Pointer);
        if (x.Engine.Records(x, weight, bias))
            x.Engine.Record(y, new Backprop(geometry, x, weight, bias, options.Activation));
        return y;
    }

    private sealed class Backprop(Geometry geometry, Tensor x, Tensor weight, Tensor? bias, Activation activation) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var engine = y.Engine;
            var dz = dy;
            if (activation == Activation.Relu)
            {
                dz = engine.Empty(dy.Shape);
                Elementwise.Map(engine, default(ReluDerivative), y.Pointer, dy.Pointer, dz.Pointer, dy.Count);
            }
            if (weight.WantsGradient)
            {
                var dw = weight.GradientBuffer(out var accumulate);
                if (!accumulate)
                    dw.AsSpan().Clear();
                WeightGradient.Add(engine, geometry, x.Pointer, dz.Pointer, dw.Pointer);
            }
            if (bias is { WantsGradient: true })
            {
                var db = bias.GradientBuffer(out var accumulate);
                if (!accumulate)
                    db.AsSpan().Clear();
                ChannelSums.Add(engine, dz.Pointer, dz.Shape[0], dz.Shape[1], geometry.Output.Volume, db.Pointer);
            }
            if (x.WantsGradient)
            {
                var dx = x.GradientBuffer(out var accumulate);
                ConvolutionKernel.InputGradient(engine, geometry, dz.Pointer, weight.Pointer, dx.Pointer, accumulate);
            }
            if (!ReferenceEquals(dz, dy))
                dz.Release();
        }
    }
}
