using Saccade.Tensors.Kernels.Resizing;
using Saccade.Tensors.Memory;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Bilinear resizing of pictures, as torch.nn.functional.interpolate does it (without smoothing before making smaller).</summary>
public static unsafe class ResizeBilinearOperation
{
    private const int Grain = 16384;

    /// <param name="x">[N, C, H, W]</param>
    /// <param name="height">H'</param>
    /// <param name="width">W'</param>
    /// <param name="alignCorners">Whether the corners' centres fall together, rather than the corners' outer edges.</param>
    /// <returns>[N, C, H', W']</returns>
    /// <exception cref="ArgumentException">Another rank, or an extent of zero.</exception>
    public static Tensor ResizeBilinear(this Tensor x, int height, int width, bool alignCorners = false)
    {
        if (x.Shape.Rank != 4 || x.Shape[2] < 1 || x.Shape[3] < 1 || height < 1 || width < 1)
            throw new ArgumentException($"ResizeBilinear: {x.Shape} cannot be resized to {height} x {width}; [N, C, H, W] is needed.");
        var y = x.Engine.Empty(x.Shape[0], x.Shape[1], height, width);
        ForPlanes(x, y, alignCorners, (kernel, px, py, scratch) => kernel.Forward(px, py, scratch));
        x.Engine.Trace?.Add(nameof(ResizeBilinear), y, [x], alignCorners);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new Backprop(x, alignCorners));
        return y;
    }

    private delegate void PlaneBody(BilinearKernel kernel, float* small, float* resized, float* scratch);

    /// <summary>Runs over the planes of two tensors, of the input's and of the output's shape.</summary>
    private static void ForPlanes(Tensor input, Tensor output, bool alignCorners, PlaneBody body)
    {
        int height = input.Shape[2], width = input.Shape[3], rowCount = output.Shape[2], columnCount = output.Shape[3];
        int planes = input.Shape[0] * input.Shape[1], size = height * width, resized = rowCount * columnCount;
        using var workspace = new Workspace(input.Engine, (long)(rowCount + columnCount) * sizeof(BilinearSample) / sizeof(float));
        var rows = (BilinearSample*)workspace.Pointer;
        var columns = rows + rowCount;
        for (var h = 0; h < rowCount; h++)
            rows[h] = BilinearSample.At(h, height, rowCount, alignCorners);
        for (var w = 0; w < columnCount; w++)
            columns[w] = BilinearSample.At(w, width, columnCount, alignCorners);
        var kernel = new BilinearKernel(height, width, rows, rowCount, columns, columnCount);
        float* pi = input.Pointer, po = output.Pointer;
        var block = Math.Clamp(Grain / Math.Max(size, resized), 1, Math.Max(1, planes));
        input.Engine.Workers.For((planes + block - 1) / block, (chunk, worker) =>
        {
            for (var plane = chunk * block; plane < Math.Min(planes, (chunk + 1) * block); plane++)
                body(kernel, pi + (nint)plane * size, po + (nint)plane * resized, worker.Scratch(width));
        });
    }

    /// <summary>Each output's gradient goes to the four numbers it was blended from, in their shares.</summary>
    private sealed class Backprop(Tensor x, bool alignCorners) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Empty(x.Shape);
            ForPlanes(dx, dy, alignCorners, (kernel, pdx, pdy, scratch) => kernel.Backward(pdy, pdx, scratch));
            x.AddGradient(dx);
        }
    }
}
