using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// <see cref="WeightGradient"/> where the positions lie in whole vectors (<see cref="Windows.InVectors"/>): dy and the padded images are read where they
/// lie, by <see cref="PositionSums"/>. Parts of the positions have sums of their own, as there.
/// </summary>
internal static unsafe class VectorWeightGradient
{
    /// <summary>Taps that one chunk works on.</summary>
    private const int TapBlock = 16 * PositionSums.Taps;

    /// <summary>Chunks that a wave should have at least.</summary>
    private const int EnoughChunks = 16;

    /// <summary>Positions that a part should have at least.</summary>
    private const int PartPositions = 768;

    public static void Add(Engine engine, in Geometry geometry, float* x, float* dy, float* dw)
    {
        var g = geometry;
        var windows = ConvolutionKernel.WindowsOf(g);
        var origin = ConvolutionKernel.Origin(g);
        int perSample = g.Output.Volume, rows = g.OutputChannels, taps = g.Taps, vector = PositionSums.Block;
        var paddedPerSample = (long)g.Groups * g.InputChannels * windows.ChannelStride;
        var inPlace = windows.Stride.Width == 1 && windows.Padded == g.Input && origin == default;
        var wave = Correlation.WaveSamples(g.Batch, Math.Max(paddedPerSample, (long)g.Groups * rows * perSample));
        engine.MultiplyAdds += (long)g.Batch * perSample * g.Groups * rows * taps;
        var tapBlocks = (taps + TapBlock - 1) / TapBlock;
        var parts = Math.Clamp((EnoughChunks + tapBlocks * g.Groups - 1) / (tapBlocks * g.Groups), 1, Math.Max(1, wave * perSample / PartPositions));
        var blocks = wave * perSample / vector;
        var partBlocks = (blocks + parts - 1) / parts;
        var weights = (nint)g.Groups * rows * taps;

        using var padded = new Workspace(engine, inPlace ? 0 : wave * paddedPerSample + Packing.Slack);
        using var offsets = new Workspace(engine, 2L * (taps + PositionSums.Taps + 2 * blocks) + Math.Max(taps, wave * perSample));
        using var sums = new Workspace(engine, parts > 1 ? parts * weights : 0);
        nint* tapOffsets = (nint*)offsets.Pointer, positions = tapOffsets + taps + PositionSums.Taps, gradients = positions + blocks;
        Offsets(g, windows, wave, (int)paddedPerSample, (int*)(gradients + blocks), tapOffsets, positions, gradients);
        var partial = parts > 1 ? sums.Pointer : dw;

        for (var first = 0; first < g.Batch; first += wave)
        {
            var samples = Math.Min(wave, g.Batch - first);
            var source = x + first * (nint)g.Groups * g.InputChannels * g.Input.Volume;
            if (!inPlace)
            {
                PaddedImages.Copy(engine, source, samples * g.Groups * g.InputChannels, g.Input, origin, windows, padded.Pointer);
                source = padded.Pointer;
            }
            var gradient = dy + first * (nint)g.Groups * rows * perSample;
            var accumulate = parts == 1 || first > 0;
            engine.Workers.For(g.Groups * parts * tapBlocks, (chunk, _) =>
            {
                int group = chunk / (parts * tapBlocks), part = chunk / tapBlocks % parts, block = chunk % tapBlocks;
                var from = part * partBlocks;
                var count = Math.Clamp(samples * perSample / vector - from, 0, partBlocks);
                Chunk(
                    rows, taps, block * TapBlock, Math.Min((block + 1) * TapBlock, taps), count, gradients + from, positions + from,
                    gradient + (nint)group * rows * perSample, perSample, source + (nint)group * g.InputChannels * windows.ChannelStride, tapOffsets,
                    partial + (parts > 1 ? part * weights : 0) + (nint)group * rows * taps, accumulate);
            });
        }
        for (var part = 0; parts > 1 && part < parts; part++)
            Elementwise.AddInPlace(engine, dw, partial + part * weights, (int)weights);
    }

    /// <summary>Where taps lie, the last one several times so that every tile is whole, and where each vector of positions does, in the images and in dy.</summary>
    private static void Offsets(Geometry g, Windows windows, int wave, int paddedPerSample, int* scratch, nint* taps, nint* positions, nint* gradients)
    {
        windows.TapOffsets(g.InputChannels, scratch);
        for (var tap = 0; tap < g.Taps + PositionSums.Taps; tap++)
            taps[tap] = scratch[Math.Min(tap, g.Taps - 1)];
        windows.PositionOffsets(wave, paddedPerSample, scratch);
        var perSample = g.Output.Volume;
        for (var block = 0; block < wave * perSample / PositionSums.Block; block++)
        {
            var (sample, position) = Math.DivRem(block * PositionSums.Block, perSample);
            positions[block] = scratch[block * PositionSums.Block];
            gradients[block] = (nint)sample * g.Groups * g.OutputChannels * perSample + position;
        }
    }

    /// <summary>dW of all rows and some taps, over some vectors of positions.</summary>
    private static void Chunk(
        int rows, int taps, int firstTap, int beyond, int blocks, nint* gradients, nint* positions, float* dy, int perSample, float* source, nint* tapOffsets,
        float* target, bool accumulate)
    {
        var sums = stackalloc float[PositionSums.Taps * 8];
        for (var m = 0; m < rows; m += PositionSums.MaxRows)
        {
            var count = Math.Min(PositionSums.MaxRows, rows - m);
            for (var tap = firstTap; tap < beyond; tap += PositionSums.Taps)
            {
                PositionSums.Run(count, blocks, gradients, positions, dy + (nint)m * perSample, perSample, source, tapOffsets + tap, sums);
                for (var row = 0; row < count; row++)
                    for (var i = 0; i < Math.Min(PositionSums.Taps, beyond - tap); i++)
                    {
                        var weight = target + (nint)(m + row) * taps + tap + i;
                        *weight = sums[row * PositionSums.Taps + i] + (accumulate ? *weight : 0);
                    }
            }
        }
    }
}
