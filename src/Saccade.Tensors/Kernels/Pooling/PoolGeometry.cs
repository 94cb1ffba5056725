namespace Saccade.Tensors.Kernels.Pooling;

/// <summary>
/// The sizes of one pooling: [N, C, D, H, W] -> [N, C, D', H', W'], plane by plane (a plane is one channel of one sample). One and two
/// spatial axes are three with extents of 1.
/// </summary>
internal readonly record struct PoolGeometry(int Planes, PoolAxis Depth, PoolAxis Height, PoolAxis Width)
{
    private const int Grain = 16384;

    public int InputPlane => Depth.Input * Height.Input * Width.Input;

    public int OutputPlane => Depth.Output * Height.Output * Width.Output;

    /// <summary>Windows of a fixed size. An empty <paramref name="stride"/> means the window's size, an empty <paramref name="padding"/> 0.</summary>
    /// <exception cref="ArgumentException">Settings that do not fit the shape, or padding over half a window.</exception>
    public static PoolGeometry Windows(Shape x, ReadOnlySpan<int> window, ReadOnlySpan<int> stride, ReadOnlySpan<int> padding)
    {
        Check(x, window.Length);
        if (!stride.IsEmpty && stride.Length != window.Length || !padding.IsEmpty && padding.Length != window.Length)
            throw new ArgumentException($"Pooling: {window.Length} axes have {stride.Length} strides and {padding.Length} paddings.");
        Span<PoolAxis> axes = [PoolAxis.None, PoolAxis.None, PoolAxis.None];
        for (var i = 0; i < window.Length; i++)
        {
            var step = stride.IsEmpty ? window[i] : stride[i];
            var pad = padding.IsEmpty ? 0 : padding[i];
            if (window[i] < 1 || step < 1 || pad < 0 || pad > window[i] / 2 || x[i + 2] + 2 * pad < window[i])
                throw new ArgumentException(
                    $"Pooling: a window of {window[i]} with stride {step} and padding {pad} (at most half a window) does not fit axis {i + 2} of {x}.");
            axes[3 - window.Length + i] = new PoolAxis(x[i + 2], (x[i + 2] + 2 * pad - window[i]) / step + 1, window[i], step, pad);
        }
        return new PoolGeometry(x[0] * x[1], axes[0], axes[1], axes[2]);
    }

    /// <summary>Bins that cover the input, as many along each axis as <paramref name="output"/> says.</summary>
    /// <exception cref="ArgumentException">Settings that do not fit the shape.</exception>
    public static PoolGeometry Bins(Shape x, ReadOnlySpan<int> output)
    {
        Check(x, output.Length);
        Span<PoolAxis> axes = [PoolAxis.None, PoolAxis.None, PoolAxis.None];
        for (var i = 0; i < output.Length; i++)
        {
            if (output[i] < 1 || x[i + 2] < 1)
                throw new ArgumentException($"Pooling: {output[i]} bins do not fit axis {i + 2} of {x}.");
            axes[3 - output.Length + i] = PoolAxis.Bins(x[i + 2], output[i]);
        }
        return new PoolGeometry(x[0] * x[1], axes[0], axes[1], axes[2]);
    }

    /// <summary>One bin with all of a plane.</summary>
    public static PoolGeometry Whole(Shape x)
    {
        Check(x, x.Rank - 2);
        return new PoolGeometry(x[0] * x[1], PoolAxis.None, PoolAxis.None, PoolAxis.Bins(x.Product(2, x.Rank), 1));
    }

    /// <summary>Window, stride and padding along each of the last <paramref name="axes"/> axes; null where bins are of different extents.</summary>
    public (int[] Window, int[] Stride, int[] Padding)? Windowed(int axes)
    {
        PoolAxis[] last = [.. ((PoolAxis[])[Depth, Height, Width])[(3 - axes)..].Select(a => a.Size == 0 && a.Input % a.Output == 0 ? a with { Size = a.Input / a.Output, Stride = a.Input / a.Output } : a)];
        return last.Any(a => a.Size == 0) ? null : ([.. last.Select(a => a.Size)], [.. last.Select(a => a.Stride)], [.. last.Select(a => a.Padding)]);
    }

    /// <summary>The shape of the output for an input of shape <paramref name="x"/>.</summary>
    public Shape OutputShape(Shape x)
    {
        Span<int> extents = [x[0], x[1], Depth.Output, Height.Output, Width.Output];
        var axes = x.Rank - 2;
        for (var i = 0; i < axes; i++)
            extents[2 + i] = extents[5 - axes + i];
        return new Shape(extents[..x.Rank]);
    }

    /// <summary>Runs over the planes in parallel, several small ones to a chunk.</summary>
    public void ForPlanes(Engine engine, Threads.ChunkBody body)
    {
        var planes = Planes;
        var block = Math.Clamp(Grain / Math.Max(1, InputPlane), 1, Math.Max(1, planes));
        engine.Workers.For((planes + block - 1) / block, (chunk, worker) =>
        {
            for (var plane = chunk * block; plane < Math.Min(planes, (chunk + 1) * block); plane++)
                body(plane, worker);
        });
    }

    private static void Check(Shape x, int axes)
    {
        if (x.Rank is < 3 or > 5 || axes != x.Rank - 2)
            throw new ArgumentException($"Pooling: {x} is not [N, C] with one to three spatial axes, or the settings are for {axes} of them.");
    }
}
