using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Convolution.Winograd;

/// <summary>Cuts images into tiles, four apart, and transforms these.</summary>
internal static unsafe class TransformedTiles
{
    /// <summary>Floats of an image's band that is turned at once, channels innermost: a quarter of the second cache.</summary>
    private const int BandFloats = 1 << 16;

    /// <summary>[samples, channels, D, H, W] to [36][blocks][samples, frames, tile rows, tile columns][channels of a block].</summary>
    /// <typeparam name="T">The transform; it also says how large a tile is.</typeparam>
    /// <param name="engine">Whose threads work.</param>
    /// <param name="images">The first sample.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="size">D, H, W.</param>
    /// <param name="origin">Where the first element of the first tile of the first frame lies in an image. What lies outside is 0.</param>
    /// <param name="frames">Frames wanted of each sample.</param>
    /// <param name="tiling">How many tiles a frame has.</param>
    /// <param name="target">Where the transforms go.</param>
    /// <param name="pointStride">Floats from point to point.</param>
    public static void Of<T>(
        Engine engine, float* images, int samples, int channels, Extent3 size, Extent3 origin, int frames, Tiling tiling,
        float* target, nint pointStride)
        where T : struct, IPointTransform
    {
        var blocks = Tiling.Blocks(channels);
        var plane = size.Height * size.Width;
        var tiles = (nint)samples * frames * tiling.Frame;
        var bandRows = Math.Clamp((BandFloats / (size.Width * Tiling.Block) - T.Source) / Tiling.Step + 1, 1, tiling.Rows);
        engine.Workers.For(samples * frames * blocks, (chunk, worker) =>
        {
            var block = chunk % blocks;
            var frame = chunk / blocks % frames;
            var sample = chunk / blocks / frames;
            var first = target + (block * tiles + (nint)(sample * frames + frame) * tiling.Frame) * Tiling.Block;
            var depth = frame + origin.Depth;
            if ((uint)depth >= (uint)size.Depth)
            {
                for (var point = 0; point < Tiling.Points; point++)
                    new Span<float>(first + point * pointStride, tiling.Frame * Tiling.Block).Clear();
                return;
            }
            var used = Math.Min(Tiling.Block, channels - block * Tiling.Block);
            var source = images + (((nint)sample * channels + block * Tiling.Block) * size.Depth + depth) * plane;
            var edge = worker.Scratch(2L * TileTransform.Scratch + (long)((bandRows - 1) * Tiling.Step + T.Source) * size.Width * Tiling.Block + Packing.Slack);
            var between = edge + TileTransform.Scratch;
            var band = between + TileTransform.Scratch;
            for (var row = 0; row < tiling.Rows; row += bandRows)
            {
                var rows = Math.Min(bandRows, tiling.Rows - row);
                var top = Math.Clamp(row * Tiling.Step + origin.Height, 0, size.Height);
                var bottom = Math.Clamp((row + rows - 1) * Tiling.Step + origin.Height + T.Source, top, size.Height);
                Packing.Transposed(source + top * size.Width, (nint)size.Depth * plane, used, (bottom - top) * size.Width, band, Tiling.Block);
                Packing.ZeroColumns(band, used, Tiling.Block, (bottom - top) * size.Width);
                for (var i = row; i < row + rows; i++)
                    for (var j = 0; j < tiling.Columns; j++)
                    {
                        int y = i * Tiling.Step + origin.Height, x = j * Tiling.Step + origin.Width;
                        var to = first + (nint)(i * tiling.Columns + j) * Tiling.Block;
                        if (y >= 0 && x >= 0 && y + T.Source <= size.Height && x + T.Source <= size.Width)
                        {
                            TileTransform.Apply<T>(
                                band + (nint)((y - top) * size.Width + x) * Tiling.Block, (nint)size.Width * Tiling.Block, Tiling.Block,
                                to, 6 * pointStride, pointStride, between);
                        }
                        else
                        {
                            CopyEdge(band, top, size, y, x, T.Source, edge);
                            TileTransform.Apply<T>(edge, T.Source * Tiling.Block, Tiling.Block, to, 6 * pointStride, pointStride, between);
                        }
                    }
            }
        });
    }

    /// <summary>A tile that reaches past the image, with zeros there.</summary>
    private static void CopyEdge(float* band, int top, Extent3 size, int y, int x, int extent, float* tile)
    {
        for (var i = y; i < y + extent; i++)
            for (var j = x; j < x + extent; j++, tile += Tiling.Block)
            {
                var to = new Span<float>(tile, Tiling.Block);
                if ((uint)i < (uint)size.Height && (uint)j < (uint)size.Width)
                    new Span<float>(band + (nint)((i - top) * size.Width + j) * Tiling.Block, Tiling.Block).CopyTo(to);
                else
                    to.Clear();
            }
    }
}
