using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Convolution.Winograd;

/// <summary>Transforms products back and writes them as images.</summary>
internal static unsafe class TiledOutput
{
    /// <summary>Floats of scratch for a row of tiles.</summary>
    public static long Scratch(Tiling tiling) => 2L * TileTransform.Scratch + 2L * Tiling.Block * RowFloats(tiling) + Packing.Slack;

    /// <param name="tiling">How the outputs are cut.</param>
    /// <param name="products">[36][tiles][channels of a block]</param>
    /// <param name="productStride">Floats from point to point.</param>
    /// <param name="row">The first row of tiles, counted from the wave's first sample.</param>
    /// <param name="rows">Rows of tiles.</param>
    /// <param name="firstChannel">The first channel of the block.</param>
    /// <param name="channels">Channels of the block that exist.</param>
    /// <param name="target">The wave's first sample.</param>
    /// <param name="output">How results are laid out and finished.</param>
    /// <param name="scratch"><see cref="Scratch"/> floats of this thread's own.</param>
    public static void Write(
        Tiling tiling, float* products, nint productStride, int row, int rows, int firstChannel, int channels,
        float* target, in CorrelationOutput output, float* scratch)
    {
        var between = scratch;
        var edge = between + TileTransform.Scratch;
        // The pixels of a row of tiles, first with the channels innermost, then as rows of an image.
        var pixels = edge + TileTransform.Scratch;
        var turned = pixels + (nint)Tiling.Block * RowFloats(tiling);
        int height = tiling.Positions.Height, width = tiling.Positions.Width;
        for (var r = row; r < row + rows; r++)
        {
            int frame = r / tiling.Rows, y = r % tiling.Rows * Tiling.Step;
            var lines = Math.Min(Tiling.Step, height - y);
            for (var j = 0; j < tiling.Columns; j++, products += Tiling.Block)
            {
                var x = j * Tiling.Step;
                var columns = Math.Min(Tiling.Step, width - x);
                if (lines == Tiling.Step && columns == Tiling.Step)
                {
                    TileTransform.Apply<OutputTransform>(
                        products, 6 * productStride, productStride, pixels + x * Tiling.Block, width * Tiling.Block, Tiling.Block, between);
                    continue;
                }
                TileTransform.Apply<OutputTransform>(
                    products, 6 * productStride, productStride, edge, Tiling.Step * Tiling.Block, Tiling.Block, between);
                for (var i = 0; i < lines; i++)
                    new Span<float>(edge + i * Tiling.Step * Tiling.Block, columns * Tiling.Block)
                        .CopyTo(new Span<float>(pixels + (i * width + x) * Tiling.Block, columns * Tiling.Block));
            }

            var count = lines * width;
            var stride = Packing.Padded(count);
            Packing.Transposed(pixels, Tiling.Block, count, channels, turned, stride);
            int sample = frame / tiling.Positions.Depth, depth = frame % tiling.Positions.Depth;
            var image = target + sample * output.SampleStride + firstChannel * output.ChannelStride + (nint)(depth * height + y) * width;
            for (var channel = 0; channel < channels; channel++, image += output.ChannelStride)
            {
                var line = turned + (nint)channel * stride;
                if (output.Accumulate)
                    Elementwise.Serial(default(AddFunction), image, line, image, count);
                else
                    output.Finish(firstChannel + channel, line, image, count);
            }
        }
    }

    /// <summary>Floats of one channel in a row of tiles, in whole vectors.</summary>
    private static int RowFloats(Tiling tiling) => Packing.Padded(Tiling.Step * tiling.Positions.Width);
}
