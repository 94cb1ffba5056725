namespace Saccade.Tensors.Kernels.Pooling;

/// <summary>The mean of each window of a plane. A window's rows are added first, in vectors, the columns after that.</summary>
internal static unsafe class AveragePoolKernel
{
    /// <summary>Floats of scratch memory that both directions need.</summary>
    public static int ScratchLength(in PoolGeometry geometry) => geometry.Width.Input;

    /// <summary>One plane. <paramref name="countPadding"/> divides by the whole window, padding included, else by what is inside.</summary>
    public static void Forward(in PoolGeometry geometry, bool countPadding, float* x, float* y, float* scratch)
    {
        PoolAxis depth = geometry.Depth, height = geometry.Height, width = geometry.Width;
        var columns = width.Input;
        for (var d = 0; d < depth.Output; d++)
        {
            for (var h = 0; h < height.Output; h++, y += width.Output)
            {
                var first = x + ((nint)depth.Start(d) * height.Input + height.Start(h)) * columns;
                var sums = first;
                for (var i = depth.Start(d); i < depth.End(d); i++)
                {
                    for (var j = height.Start(h); j < height.End(h); j++)
                    {
                        var row = x + ((nint)i * height.Input + j) * columns;
                        if (row == first)
                            continue;
                        Elementwise.Serial(default(AddFunction), sums, row, scratch, columns);
                        sums = scratch;
                    }
                }
                for (var w = 0; w < width.Output; w++)
                {
                    int start = width.Start(w), length = width.End(w) - start;
                    y[w] = Total(sums + start, length) / Divisor(geometry, countPadding, d, h, w);
                }
            }
        }
    }

    /// <summary>Spreads each dy over its window; <paramref name="dx"/> is cleared first.</summary>
    public static void Backward(in PoolGeometry geometry, bool countPadding, float* dy, float* dx, float* scratch)
    {
        PoolAxis depth = geometry.Depth, height = geometry.Height, width = geometry.Width;
        var columns = width.Input;
        new Span<float>(dx, geometry.InputPlane).Clear();
        for (var d = 0; d < depth.Output; d++)
        {
            for (var h = 0; h < height.Output; h++, dy += width.Output)
            {
                new Span<float>(scratch, columns).Clear();
                for (var w = 0; w < width.Output; w++)
                {
                    var share = dy[w] / Divisor(geometry, countPadding, d, h, w);
                    for (var k = width.Start(w); k < width.End(w); k++)
                        scratch[k] += share;
                }
                for (var i = depth.Start(d); i < depth.End(d); i++)
                {
                    for (var j = height.Start(h); j < height.End(h); j++)
                    {
                        var row = dx + ((nint)i * height.Input + j) * columns;
                        Elementwise.Serial(default(AddFunction), row, scratch, row, columns);
                    }
                }
            }
        }
    }

    private static float Divisor(in PoolGeometry geometry, bool countPadding, int d, int h, int w) => countPadding
        ? (float)geometry.Depth.Extent(d) * geometry.Height.Extent(h) * geometry.Width.Extent(w)
        : (float)(geometry.Depth.End(d) - geometry.Depth.Start(d))
            * (geometry.Height.End(h) - geometry.Height.Start(h))
            * (geometry.Width.End(w) - geometry.Width.Start(w));

    private static float Total(float* x, int count)
    {
        if (count >= 16)
            return ChannelSums.Sum(x, count);
        var sum = x[0];
        for (var i = 1; i < count; i++)
            sum += x[i];
        return sum;
    }
}
