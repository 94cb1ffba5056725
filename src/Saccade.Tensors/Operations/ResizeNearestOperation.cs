using Saccade.Tensors.Kernels.Resizing;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Resizing over one to three spatial axes by repeating (or skipping) numbers: output position o takes input position
/// floor(o · input / output), as in torch.nn.functional.interpolate with mode "nearest".
/// </summary>
public static unsafe class ResizeNearestOperation
{
    private const int Grain = 16384;

    /// <param name="x">[N, C, L], [N, C, H, W] or [N, C, D, H, W]</param>
    /// <param name="size">The new extent of each spatial axis.</param>
    /// <returns>[N, C, size..]</returns>
    /// <exception cref="ArgumentException">Another rank, or an extent of zero.</exception>
    public static Tensor ResizeNearest(this Tensor x, params ReadOnlySpan<int> size)
    {
        if (x.Shape.Rank is < 3 or > 5 || size.Length != x.Shape.Rank - 2)
            throw new ArgumentException($"ResizeNearest: {x.Shape} is not [N, C] with one to three spatial axes, or has not {size.Length} of them.");
        Span<NearestAxis> axes = [new(1, 1), new(1, 1), new(1, 1)];
        var shape = x.Shape;
        for (var i = 0; i < size.Length; i++)
        {
            if (size[i] < 1 || x.Shape[i + 2] < 1)
                throw new ArgumentException($"ResizeNearest: axis {i + 2} of {x.Shape} cannot be resized to {size[i]}.");
            axes[3 - size.Length + i] = new NearestAxis(x.Shape[i + 2], size[i]);
            shape = shape.With(i + 2, size[i]);
        }
        var kernel = new NearestKernel(axes[0], axes[1], axes[2]);
        var y = x.Engine.Empty(shape);
        float* px = x.Pointer, py = y.Pointer;
        var planes = shape[0] * shape[1];
        x.Engine.Workers.ForRange(planes, Block(kernel), (start, end) =>
        {
            for (var plane = start; plane < end; plane++)
                kernel.Forward(px + (nint)plane * kernel.InputPlane, py + (nint)plane * kernel.OutputPlane);
        });
        x.Engine.Trace?.Add(nameof(ResizeNearest), y, [x]);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, kernel));
        return y;
    }

    /// <summary>Repeats each number <paramref name="factor"/> times along every spatial axis: [N, C, ..] -> [N, C, factor x ..].</summary>
    /// <exception cref="ArgumentException">Another rank, or a factor below one.</exception>
    public static Tensor UpsampleNearest(this Tensor x, int factor)
    {
        if (x.Shape.Rank is < 3 or > 5 || factor < 1)
            throw new ArgumentException($"UpsampleNearest: {x.Shape} cannot be made {factor} times larger; [N, C, ..] and a factor from 1 are needed.");
        Span<int> size = stackalloc int[x.Shape.Rank - 2];
        for (var i = 0; i < size.Length; i++)
            size[i] = x.Shape[i + 2] * factor;
        return x.ResizeNearest(size);
    }

    private static int Block(NearestKernel kernel) => Math.Max(1, Grain / Math.Max(kernel.InputPlane, kernel.OutputPlane));

    private sealed class Backprop(Tensor x, NearestKernel kernel) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Empty(x.Shape);
            float* pdy = dy.Pointer, pdx = dx.Pointer;
            var resizing = kernel;
            int planes = y.Shape[0] * y.Shape[1], block = Block(resizing);
            y.Engine.Workers.For((planes + block - 1) / block, (chunk, worker) =>
            {
                var scratch = worker.Scratch(resizing.Width.Output);
                for (var plane = chunk * block; plane < Math.Min(planes, (chunk + 1) * block); plane++)
                    resizing.Backward(pdy + (nint)plane * resizing.OutputPlane, pdx + (nint)plane * resizing.InputPlane, scratch);
            });
            x.AddGradient(dx);
        }
    }
}
