using Saccade.Tensors.Kernels.Convolution.Winograd;
using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// dW [channels, taps] += dy [channels, positions] times the patch matrix [positions, taps], over all samples. Few weights and many
/// positions: the positions of a wave are cut into a fixed number of parts with sums of their own, added in order at the end, so that
/// all threads have work and the bytes do not depend on how many there are.
/// </summary>
internal static unsafe class WeightGradient
{
    /// <summary>Taps that one chunk works on.</summary>
    private const int TapBlock = 64;

    /// <summary>Chunks that a wave should have at least.</summary>
    private const int EnoughChunks = 16;

    /// <summary>Positions that a part should have at least.</summary>
    private const int PartPositions = 768;

    public static void Add(Engine engine, in Geometry geometry, float* x, float* dy, float* dw)
    {
        var g = geometry;
        if (g.Batch == 0)
            return;
        if (Tiling.Suits(g))
        {
            TiledWeightGradient.Add(engine, g, x, dy, dw);
            return;
        }
        var windows = ConvolutionKernel.WindowsOf(g);
        if (windows.InVectors)
        {
            VectorWeightGradient.Add(engine, g, x, dy, dw);
            return;
        }
        var origin = ConvolutionKernel.Origin(g);
        var perSample = g.Output.Volume;
        var paddedPerSample = (long)g.Groups * g.InputChannels * windows.ChannelStride;
        var inPlace = windows.Stride.Width == 1 && windows.Padded == g.Input && origin == default;
        var wave = Correlation.WaveSamples(g.Batch, Math.Max(paddedPerSample, (long)g.Groups * g.OutputChannels * perSample));
        int rows = g.OutputChannels, taps = g.Taps;
        engine.MultiplyAdds += (long)g.Batch * perSample * g.Groups * rows * taps;
        var tapBlocks = (taps + TapBlock - 1) / TapBlock;
        var parts = Math.Clamp((EnoughChunks + tapBlocks * g.Groups - 1) / (tapBlocks * g.Groups), 1, Math.Max(1, wave * perSample / PartPositions));
        var partLength = (wave * perSample + parts - 1) / parts;
        var weights = (nint)g.Groups * rows * taps;

        // What packing one group's part of dy takes.
        var partDepth = new Depth(partLength);
        var packedStride = partDepth.Blocks * PackedPanels.BlockStride(rows, partDepth);
        using var padded = new Workspace(engine, inPlace ? 0 : wave * paddedPerSample + Packing.Slack);
        using var offsets = new Workspace(engine, taps + (long)wave * perSample + Packing.Slack);
        using var packed = new Workspace(engine, g.Groups * parts * packedStride);
        using var sums = new Workspace(engine, parts > 1 ? parts * weights : 0);
        var tapOffsets = (int*)offsets.Pointer;
        var positionOffsets = tapOffsets + taps;
        windows.TapOffsets(g.InputChannels, tapOffsets);
        windows.PositionOffsets(wave, (int)paddedPerSample, positionOffsets);
        float* packedDy = packed.Pointer, partial = parts > 1 ? sums.Pointer : dw;

        for (var first = 0; first < g.Batch; first += wave)
        {
            var samples = Math.Min(wave, g.Batch - first);
            var positions = samples * perSample;
            var source = x + first * (nint)g.Groups * g.InputChannels * g.Input.Volume;
            if (!inPlace)
            {
                PaddedImages.Copy(engine, source, samples * g.Groups * g.InputChannels, g.Input, origin, windows, padded.Pointer);
                source = padded.Pointer;
            }
            var gradient = dy + first * (nint)g.Groups * rows * perSample;
            PackDy(engine, g, gradient, positions, partLength, parts, packedDy, packedStride);

            var accumulate = parts == 1 || first > 0;
            engine.Workers.For(g.Groups * parts * tapBlocks, (chunk, worker) =>
            {
                int group = chunk / (parts * tapBlocks), part = chunk / tapBlocks % parts, block = chunk % tapBlocks;
                var k0 = part * partLength;
                var depth = new Depth(Math.Clamp(positions - k0, 0, partLength));
                var target = partial + (parts > 1 ? part * weights : 0) + (nint)group * rows * taps;
                var n0 = block * TapBlock;
                var n1 = Math.Min(n0 + TapBlock, taps);
                if (depth.K == 0)
                {
                    if (!accumulate)
                        for (var m = 0; m < rows; m++)
                            new Span<float>(target + m * taps + n0, n1 - n0).Clear();
                    return;
                }
                BlockProduct.Run(
                    new PackedPanels(packedDy + (group * parts + part) * packedStride, depth, PackedPanels.BlockStride(rows, depth)),
                    new PatchesByPosition(source + (nint)group * g.InputChannels * windows.ChannelStride, tapOffsets, positionOffsets + k0),
                    new DenseTarget(target, taps),
                    MicroKernel.PanelRows(rows), 0, rows, n0, n1, depth, accumulate, worker.Scratch(BlockProduct.ScratchSize(depth, TapBlock)));
            });
        }
        for (var part = 0; parts > 1 && part < parts; part++)
            Elementwise.AddInPlace(engine, dw, partial + part * weights, (int)weights);
    }

    /// <summary>Packs dy of a wave as the A operand of each part.</summary>
    private static void PackDy(Engine engine, Geometry g, float* dy, int positions, int partLength, int parts, float* packed, nint packedStride)
    {
        var rows = g.OutputChannels;
        var blocks = new Depth(partLength).Blocks;
        engine.Workers.For(g.Groups * parts * blocks, (chunk, _) =>
        {
            int group = chunk / (parts * blocks), part = chunk / blocks % parts, block = chunk % blocks;
            var depth = new Depth(Math.Clamp(positions - part * partLength, 0, partLength));
            var k0 = block * depth.Block;
            var k = Math.Min(depth.Block, depth.K - k0);
            if (k <= 0)
                return;
            var source = new ChannelsByPosition(dy + (nint)group * rows * g.Output.Volume, g.Output.Volume, (nint)g.Groups * rows * g.Output.Volume);
            var target = packed + (group * parts + part) * packedStride + block * PackedPanels.BlockStride(rows, depth);
            var panelRows = MicroKernel.PanelRows(rows);
            for (var m = 0; m < rows; m += panelRows)
                source.Panel(m, Math.Min(panelRows, rows - m), part * partLength + k0, k, target + (nint)m * k);
        });
    }
}
