using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution.Winograd;

/// <summary>
/// What <see cref="WeightGradient"/> does, for windows of [kd, 3, 3] with steps of 1: at each of the 36 points the gradient of a filter
/// is a product over all tiles, and only the sums are transformed back.
/// </summary>
internal static unsafe class TiledWeightGradient
{
    /// <summary>Floats of transforms a wave has at most (unless one sample has more).</summary>
    private const int WaveFloats = 1 << 21;

    /// <summary>dw [outputs, inputs, kd, 3, 3] += the gradient.</summary>
    public static void Add(Engine engine, in Geometry g, float* x, float* dy, float* dw)
    {
        if (g.Batch == 0)
            return;
        var tiling = new Tiling(g.Output, g.Kernel.Depth);
        int inputs = g.InputChannels, outputs = g.OutputChannels;
        int inputBlocks = Tiling.Blocks(inputs), outputBlocks = Tiling.Blocks(outputs);
        int inputTiles = tiling.InputFrames * tiling.Frame, outputTiles = g.Output.Depth * tiling.Frame;
        var perSample = (long)Tiling.Points * Tiling.Block * ((long)inputBlocks * inputTiles + (long)outputBlocks * outputTiles);
        var wave = (int)Math.Clamp(WaveFloats / perSample, 1, g.Batch);
        var xStride = Tiling.PointStride(inputs, (long)wave * inputTiles);
        var dyStride = Tiling.PointStride(outputs, (long)wave * outputTiles);
        var depth = tiling.KernelDepth * inputBlocks * Tiling.Block;
        var sumStride = Tiling.PointStride(outputs, depth);
        using var xWorkspace = new Workspace(engine, Tiling.Points * xStride);
        using var dyWorkspace = new Workspace(engine, Tiling.Points * dyStride);
        using var sumWorkspace = new Workspace(engine, Tiling.Points * sumStride);
        float* xTiles = xWorkspace.Pointer, dyTiles = dyWorkspace.Pointer, sums = sumWorkspace.Pointer;
        engine.MultiplyAdds += (long)g.Batch * g.Output.Volume * outputs * g.Taps;

        var panelRows = MicroKernel.PanelRows(Tiling.Block);
        var together = tiling.KernelDepth == 1;
        for (var first = 0; first < g.Batch; first += wave)
        {
            var samples = Math.Min(wave, g.Batch - first);
            TransformedTiles.Of<ImageTransform>(
                engine, x + first * (nint)inputs * g.Input.Volume, samples, inputs, g.Input, ConvolutionKernel.Origin(g), tiling.InputFrames,
                tiling, xTiles, xStride);
            TransformedTiles.Of<OutputGradientTransform>(
                engine, dy + first * (nint)outputs * g.Output.Volume, samples, outputs, g.Output, default, g.Output.Depth,
                tiling, dyTiles, dyStride);
            // Without taps along the first axis all tiles of a wave run on from sample to sample.
            int stretches = together ? 1 : samples, stretchTiles = together ? samples * outputTiles : outputTiles;
            var later = first > 0;
            var perPoint = outputBlocks * tiling.KernelDepth * inputBlocks;
            engine.Workers.For(Tiling.Points * perPoint, (chunk, _) =>
            {
                int point = chunk / perPoint, outputBlock = chunk % perPoint / (tiling.KernelDepth * inputBlocks);
                int d = chunk / inputBlocks % tiling.KernelDepth, inputBlock = chunk % inputBlocks;
                var a = xTiles + point * xStride + ((nint)inputBlock * samples * inputTiles + d * tiling.Frame) * Tiling.Block;
                var b = dyTiles + point * dyStride + (nint)outputBlock * samples * outputTiles * Tiling.Block;
                var c = sums + point * sumStride + ((nint)outputBlock * depth + (d * inputBlocks + inputBlock) * Tiling.Block) * Tiling.Block;
                for (var stretch = 0; stretch < stretches; stretch++)
                    for (var m = 0; m < Tiling.Block; m += panelRows)
                        MicroKernel.RunTurned(
                            Math.Min(panelRows, Tiling.Block - m), stretchTiles, a + (nint)stretch * inputTiles * Tiling.Block + m,
                            b + (nint)stretch * outputTiles * Tiling.Block, c + m * Tiling.Block, Tiling.Block, later || stretch > 0);
            });
        }
        TransformBack(engine, sums, sumStride, depth, inputs, outputs, tiling.KernelDepth, dw);
    }

    private static void TransformBack(
        Engine engine, float* sums, nint sumStride, int depth, int inputs, int outputs, int kernelDepth, float* dw)
    {
        var taps = 9 * kernelDepth;
        var padded = depth / kernelDepth;
        var inputChunks = (inputs + Tiling.InputsAtOnce - 1) / Tiling.InputsAtOnce;
        engine.Workers.For(Tiling.Blocks(outputs) * inputChunks, (chunk, worker) =>
        {
            int block = chunk / inputChunks, first = chunk % inputChunks * Tiling.InputsAtOnce;
            var count = Math.Min(Tiling.InputsAtOnce, inputs - first);
            var used = Math.Min(Tiling.Block, outputs - block * Tiling.Block);
            var stride = Packing.Padded(Tiling.InputsAtOnce * taps);
            var between = worker.Scratch(TileTransform.Scratch + 2L * stride * Tiling.Block + Packing.Slack);
            var turned = between + TileTransform.Scratch;
            var rows = turned + (nint)stride * Tiling.Block;
            for (var i = 0; i < count; i++)
                for (var d = 0; d < kernelDepth; d++)
                    TileTransform.Apply<FilterGradientTransform>(
                        sums + ((nint)block * depth + d * padded + first + i) * Tiling.Block, 6 * sumStride, sumStride,
                        turned + (nint)(i * taps + 9 * d) * Tiling.Block, 3 * Tiling.Block, Tiling.Block, between);
            Packing.Transposed(turned, Tiling.Block, count * taps, used, rows, stride);
            for (var output = 0; output < used; output++)
            {
                var target = dw + ((nint)(block * Tiling.Block + output) * inputs + first) * taps;
                Elementwise.Serial(default(AddFunction), target, rows + (nint)output * stride, target, count * taps);
            }
        });
    }
}
