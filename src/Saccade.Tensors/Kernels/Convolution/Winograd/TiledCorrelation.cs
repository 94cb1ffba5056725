using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution.Winograd;

/// <summary>
/// What <see cref="Correlation"/> does, for windows of [kd, 3, 3] with steps of 1, with four times fewer products: images and filters
/// are transformed, multiplied point by point (for each of the 36 points a product over channels and kd), and transformed back.
/// </summary>
internal static unsafe class TiledCorrelation
{
    /// <summary>Floats of transformed images a wave has at most (unless one sample has more).</summary>
    private const int WaveFloats = 1 << 20;

    /// <summary>Tiles that a chunk of work takes, unless a row has more: their products stay in the second cache.</summary>
    private static readonly int ChunkTiles = Math.Min(4 * MicroKernel.MaxRows, 56);

    /// <param name="engine">Whose threads and memory are used.</param>
    /// <param name="images">[batch, channels, size]</param>
    /// <param name="batch">Samples.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="size">The images' extents.</param>
    /// <param name="origin">Where the first window lies in an image: minus the padding before.</param>
    /// <param name="tiling">How the outputs are cut.</param>
    /// <param name="filters">The filters, transformed.</param>
    /// <param name="output">Where the results go.</param>
    public static void Run(
        Engine engine, float* images, int batch, int channels, Extent3 size, Extent3 origin, Tiling tiling,
        in TransformedFilters filters, in CorrelationOutput output)
    {
        if (batch == 0)
            return;
        var blocks = Tiling.Blocks(channels);
        var tilesPerSample = (long)tiling.InputFrames * tiling.Frame;
        var wave = (int)Math.Clamp(WaveFloats / (Tiling.Points * tilesPerSample * blocks * Tiling.Block), 1, batch);
        var pointStride = Tiling.PointStride(channels, wave * tilesPerSample);
        using var transformed = new Workspace(engine, Tiling.Points * pointStride);
        var tiles = transformed.Pointer;

        // Blocks of the depth: the taps along the first axis are neighbouring frames of the same transforms.
        var segments = tiling.KernelDepth * blocks;
        using var segmentOffsets = new Workspace(engine, 2L * segments);
        var offsets = (nint*)segmentOffsets.Pointer;

        // Without such taps all tiles of a wave run on from sample to sample.
        var together = tiling.KernelDepth == 1;
        var rowsPerSample = tiling.Positions.Depth * tiling.Rows;
        var chunkRows = Math.Max(1, ChunkTiles / tiling.Columns);
        var weights = filters.Pointer;
        var weightStride = filters.PointStride;
        var depth = filters.Depth;
        int outputs = filters.Outputs, outputBlocks = Tiling.Blocks(outputs);
        var sink = output;
        engine.MultiplyAdds += (long)batch * tiling.Positions.Volume * outputs * channels * tiling.KernelDepth * 9;
        for (var first = 0; first < batch; first += wave)
        {
            var samples = Math.Min(wave, batch - first);
            TransformedTiles.Of<ImageTransform>(
                engine, images + first * (nint)channels * size.Volume, samples, channels, size, origin, tiling.InputFrames, tiling, tiles, pointStride);
            for (int d = 0, segment = 0; d < tiling.KernelDepth; d++)
                for (var block = 0; block < blocks; block++, segment++)
                    offsets[segment] = (nint)(block * samples * tilesPerSample + (long)d * tiling.Frame) * Tiling.Block;

            var stretchRows = together ? samples * rowsPerSample : rowsPerSample;
            var stretchChunks = (stretchRows + chunkRows - 1) / chunkRows;
            var rowChunks = (together ? 1 : samples) * stretchChunks;
            var target = sink.Image + first * sink.SampleStride;
            engine.Workers.For(rowChunks * outputBlocks, (chunk, worker) =>
            {
                // Neighbouring chunks share their filters.
                int block = chunk / rowChunks, stretch = chunk % rowChunks / stretchChunks;
                var row = chunk % rowChunks % stretchChunks * chunkRows;
                var rows = Math.Min(chunkRows, stretchRows - row);
                var count = rows * tiling.Columns;
                var productStride = (nint)(count + 1) * Tiling.Block;
                var products = worker.Scratch(Tiling.Points * productStride + TiledOutput.Scratch(tiling));
                var a = tiles + (nint)(stretch * tilesPerSample + (long)row * tiling.Columns) * Tiling.Block;
                var panelRows = MicroKernel.PanelRows(count);
                for (var point = 0; point < Tiling.Points; point++)
                    for (var m = 0; m < count; m += panelRows)
                        MicroKernel.RunBlocked(
                            Math.Min(panelRows, count - m), segments, offsets, a + point * pointStride + (nint)m * Tiling.Block,
                            weights + point * weightStride + (nint)block * depth * Tiling.Block,
                            products + point * productStride + (nint)m * Tiling.Block, Tiling.Block);
                TiledOutput.Write(
                    tiling, products, productStride, stretch * rowsPerSample + row, rows, block * Tiling.Block,
                    Math.Min(Tiling.Block, outputs - block * Tiling.Block), target, sink, products + Tiling.Points * productStride);
            });
        }
    }
}
