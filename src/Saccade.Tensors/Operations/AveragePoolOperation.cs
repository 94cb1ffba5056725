using Saccade.Tensors.Kernels.Pooling;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>The mean of windows over one to three spatial axes.</summary>
public static unsafe class AveragePoolOperation
{
    /// <param name="x">[N, C, L], [N, C, H, W] or [N, C, D, H, W]</param>
    /// <param name="window">Extents of a window, one for each spatial axis.</param>
    /// <param name="stride">Steps; the window's extents if empty.</param>
    /// <param name="padding">Padding on both sides, at most half a window; none if empty.</param>
    /// <param name="countPadding">Whether padding counts as zeros (PyTorch's default) or not at all.</param>
    /// <returns>[N, C, ..], each axis (extent + 2 padding - window) / stride + 1 long, rounded down.</returns>
    /// <exception cref="ArgumentException">Settings that do not fit the shape.</exception>
    public static Tensor AveragePool(
        this Tensor x,
        ReadOnlySpan<int> window,
        ReadOnlySpan<int> stride = default,
        ReadOnlySpan<int> padding = default,
        bool countPadding = true)
    {
        var geometry = PoolGeometry.Windows(x.Shape, window, stride, padding);
        return Run(x, geometry, geometry.OutputShape(x.Shape), countPadding);
    }

    /// <summary>The mean of each of <paramref name="output"/> bins along each spatial axis (bins as in <see cref="PoolAxis"/>).</summary>
    /// <param name="x">[N, C, ..]</param>
    /// <param name="output">How many bins, one number for each spatial axis.</param>
    /// <returns>[N, C, output..]</returns>
    /// <exception cref="ArgumentException">Settings that do not fit the shape.</exception>
    public static Tensor AdaptiveAveragePool(this Tensor x, params ReadOnlySpan<int> output)
    {
        var geometry = PoolGeometry.Bins(x.Shape, output);
        return Run(x, geometry, geometry.OutputShape(x.Shape), countPadding: false);
    }

    /// <summary>The mean of each channel: [N, C, ..] -> [N, C].</summary>
    public static Tensor GlobalAveragePool(this Tensor x) =>
        Run(x, PoolGeometry.Whole(x.Shape), new Shape(x.Shape[0], x.Shape[1]), countPadding: false);

    private static Tensor Run(Tensor x, PoolGeometry geometry, Shape shape, bool countPadding)
    {
        var y = x.Engine.Empty(shape);
        float* px = x.Pointer, py = y.Pointer;
        geometry.ForPlanes(x.Engine, (plane, worker) => AveragePoolKernel.Forward(
            geometry, countPadding, px + (nint)plane * geometry.InputPlane, py + (nint)plane * geometry.OutputPlane,
            worker.Scratch(AveragePoolKernel.ScratchLength(geometry))));
        x.Engine.Trace?.Add(nameof(AveragePool), y, [x], (geometry.Windowed(x.Shape.Rank - 2), countPadding));
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, geometry, countPadding));
        return y;
    }

    private sealed class Backprop(Tensor x, PoolGeometry geometry, bool countPadding) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Empty(x.Shape);
            float* pdy = dy.Pointer, pdx = dx.Pointer;
            var (sizes, padded) = (geometry, countPadding);
            sizes.ForPlanes(y.Engine, (plane, worker) => AveragePoolKernel.Backward(
                sizes, padded, pdy + (nint)plane * sizes.OutputPlane, pdx + (nint)plane * sizes.InputPlane,
                worker.Scratch(AveragePoolKernel.ScratchLength(sizes))));
            x.AddGradient(dx);
        }
    }
}
