using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Convolution.Winograd;

/// <summary>
/// How the outputs [D', H', W'] of a convolution with windows of [kd, 3, 3] and steps of 1 are cut into tiles of 4 x 4, and where the
/// transforms of tiles lie: [36 points][blocks of channels][samples, frames, tile rows, tile columns][channels of a block].
/// A block has as many channels as the micro-kernel has columns, so the transforms are its operands as they are: nothing is packed.
/// </summary>
internal readonly record struct Tiling
{
    /// <summary>Points of a transformed tile.</summary>
    public const int Points = 36;

    /// <summary>Outputs of a tile along each axis.</summary>
    public const int Step = 4;

    /// <summary>Inputs whose filters one chunk of work transforms, or transforms back.</summary>
    public const int InputsAtOnce = 16;

    public Tiling(Extent3 positions, int kernelDepth)
    {
        Positions = positions;
        KernelDepth = kernelDepth;
        Rows = (positions.Height + Step - 1) / Step;
        Columns = (positions.Width + Step - 1) / Step;
    }

    /// <summary>The outputs of one sample.</summary>
    public Extent3 Positions { get; }

    /// <summary>Taps along the first axis, which is not transformed: it lengthens the depth of the products.</summary>
    public int KernelDepth { get; }

    /// <summary>Rows of tiles of a frame.</summary>
    public int Rows { get; }

    /// <summary>Tiles in a row.</summary>
    public int Columns { get; }

    /// <summary>Tiles of a frame.</summary>
    public int Frame => Rows * Columns;

    /// <summary>Frames that the outputs of one sample are made from, with those that are padding.</summary>
    public int InputFrames => Positions.Depth + KernelDepth - 1;

    /// <summary>Channels of a block.</summary>
    public static int Block => MicroKernel.Columns;

    /// <summary>Blocks of <paramref name="channels"/> channels; the last is filled up with zeros.</summary>
    public static int Blocks(int channels) => (channels + Block - 1) / Block;

    /// <summary>
    /// Floats from one point of some transforms to the next. A little more than they take: a power of two would send all the points of
    /// a tile to the same few lines of the cache.
    /// </summary>
    public static nint PointStride(int channels, long tiles) => (nint)((Blocks(channels) * tiles + 1) * Block);

    /// <summary>
    /// Whether the algorithm is worth its transforms. Only what one sample looks like decides, so that a sample's bytes do not depend on its batch.
    /// </summary>
    public static bool Suits(in Geometry g)
    {
        if (g.Groups != 1 || g.Stride != Extent3.All(1) || g.Kernel.Height != 3 || g.Kernel.Width != 3)
            return false;
        var tiling = new Tiling(g.Output, g.Kernel.Depth);
        if (tiling.Columns > WidestRow || g.Output.Depth * tiling.Frame < FewestTiles)
            return false;
        var direct = 9L * g.Output.Height * g.Output.Width * g.InputChannels * g.OutputChannels;
        var transformed = (long)Points * tiling.Frame * Blocks(g.InputChannels) * Blocks(g.OutputChannels) * Block * Block;
        return direct >= LeastGain * transformed;
    }

    /// <summary>With fewer tiles a sample, transforming the weights costs more than it saves.</summary>
    private const int FewestTiles = 4;

    /// <summary>A row of tiles is worked on as a whole and must fit the second cache.</summary>
    private const int WidestRow = 128;

    /// <summary>How many times fewer products there must be, counting those with padding; four at best.</summary>
    private const double LeastGain = 1.8;
}
