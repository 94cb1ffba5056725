using Saccade.Tensors.Kernels.Pooling;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// The largest number in windows over one to three spatial axes. Padding never wins; among equals the first in row-major order gets
/// the gradient; not-a-number is passed on.
/// </summary>
public static unsafe class MaxPoolOperation
{
    /// <param name="x">[N, C, L], [N, C, H, W] or [N, C, D, H, W]</param>
    /// <param name="window">Extents of a window, one for each spatial axis.</param>
    /// <param name="stride">Steps; the window's extents if empty.</param>
    /// <param name="padding">Padding on both sides, at most half a window; none if empty.</param>
    /// <returns>[N, C, ..], each axis (extent + 2 padding - window) / stride + 1 long, rounded down.</returns>
    /// <exception cref="ArgumentException">Settings that do not fit the shape.</exception>
    public static Tensor MaxPool(
        this Tensor x, ReadOnlySpan<int> window, ReadOnlySpan<int> stride = default, ReadOnlySpan<int> padding = default)
    {
        var geometry = PoolGeometry.Windows(x.Shape, window, stride, padding);
        return Run(x, geometry, geometry.OutputShape(x.Shape));
    }

    /// <summary>The largest number in each of <paramref name="output"/> bins along each spatial axis (bins as in <see cref="PoolAxis"/>).</summary>
    /// <param name="x">[N, C, ..]</param>
    /// <param name="output">How many bins, one number for each spatial axis.</param>
    /// <returns>[N, C, output..]</returns>
    /// <exception cref="ArgumentException">Settings that do not fit the shape.</exception>
    public static Tensor AdaptiveMaxPool(this Tensor x, params ReadOnlySpan<int> output)
    {
        var geometry = PoolGeometry.Bins(x.Shape, output);
        return Run(x, geometry, geometry.OutputShape(x.Shape));
    }

    /// <summary>The largest number of each channel: [N, C, ..] -> [N, C].</summary>
    public static Tensor GlobalMaxPool(this Tensor x) => Run(x, PoolGeometry.Whole(x.Shape), new Shape(x.Shape[0], x.Shape[1]));

    private static Tensor Run(Tensor x, PoolGeometry geometry, Shape shape)
    {
        var engine = x.Engine;
        var y = engine.Empty(shape);
        engine.Trace?.Add(nameof(MaxPool), y, [x], geometry.Windowed(x.Shape.Rank - 2));
        // Positions are int32; the tensor only lends its memory.
        var places = engine.Records(x) ? engine.Empty(shape) : null;
        float* px = x.Pointer, py = y.Pointer;
        var pp = places is null ? null : (int*)places.Pointer;
        geometry.ForPlanes(engine, (plane, worker) =>
        {
            var output = (nint)plane * geometry.OutputPlane;
            MaxPoolKernel.Forward(
                geometry, px + (nint)plane * geometry.InputPlane, py + output, pp is null ? null : pp + output,
                worker.Scratch(MaxPoolKernel.ScratchLength(geometry)));
        });
        if (places is not null)
            engine.Record(y, new Backprop(x, geometry, places));
        return y;
    }

    private sealed class Backprop : Operation
    {
        private readonly Tensor _x;
        private readonly PoolGeometry _geometry;
        private readonly Tensor _places;

        public Backprop(Tensor x, PoolGeometry geometry, Tensor places)
        {
            (_x, _geometry) = (x, geometry);
            _places = Saved(places);
        }

        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var geometry = _geometry;
            var dx = y.Engine.Empty(_x.Shape);
            float* pdy = dy.Pointer, pdx = dx.Pointer;
            var pp = (int*)_places.Pointer;
            geometry.ForPlanes(y.Engine, (plane, _) =>
            {
                var output = (nint)plane * geometry.OutputPlane;
                MaxPoolKernel.Backward(geometry, pdy + output, pp + output, pdx + (nint)plane * geometry.InputPlane);
            });
            _x.AddGradient(dx);
        }
    }
}
