using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution.Winograd;

/// <summary>
/// Filters at the 36 points, as the B operand of the products: [36][blocks of outputs][kd, inputs filled up to whole blocks][outputs of a block].
/// </summary>
internal readonly unsafe ref struct TransformedFilters
{
    private readonly Workspace _workspace;

    private TransformedFilters(Engine engine, int outputs, int inputs, int kernelDepth)
    {
        Outputs = outputs;
        Depth = kernelDepth * Tiling.Blocks(inputs) * Tiling.Block;
        PointStride = Tiling.PointStride(outputs, Depth);
        _workspace = new Workspace(engine, Tiling.Points * PointStride);
    }

    /// <summary>Channels that the products give.</summary>
    public int Outputs { get; }

    /// <summary>The depth of the products.</summary>
    public int Depth { get; }

    /// <summary>Floats from point to point.</summary>
    public nint PointStride { get; }

    public float* Pointer => _workspace.Pointer;

    /// <summary>The filters of the forward pass: [outputs, inputs, kd, 3, 3].</summary>
    public static TransformedFilters Of(Engine engine, float* weights, int outputs, int inputs, int kernelDepth)
    {
        var filters = new TransformedFilters(engine, outputs, inputs, kernelDepth);
        var target = filters.Pointer;
        var pointStride = filters.PointStride;
        var depth = filters.Depth;
        var padded = depth / kernelDepth;
        var taps = 9 * kernelDepth;
        var inputChunks = (inputs + Tiling.InputsAtOnce - 1) / Tiling.InputsAtOnce;
        engine.Workers.For(Tiling.Blocks(outputs) * inputChunks, (chunk, worker) =>
        {
            int block = chunk / inputChunks, first = chunk % inputChunks * Tiling.InputsAtOnce;
            var count = Math.Min(Tiling.InputsAtOnce, inputs - first);
            var used = Math.Min(Tiling.Block, outputs - block * Tiling.Block);
            var between = worker.Scratch(TileTransform.Scratch + (long)Tiling.InputsAtOnce * taps * Tiling.Block + Packing.Slack);
            var turned = between + TileTransform.Scratch;
            Packing.Transposed(weights + ((nint)block * Tiling.Block * inputs + first) * taps, inputs * taps, used, count * taps, turned, Tiling.Block);
            Packing.ZeroColumns(turned, used, Tiling.Block, count * taps);
            for (var i = 0; i < count; i++)
                for (var d = 0; d < kernelDepth; d++)
                    TileTransform.Apply<FilterTransform>(
                        turned + (nint)(i * taps + 9 * d) * Tiling.Block, 3 * Tiling.Block, Tiling.Block,
                        target + ((nint)block * depth + d * padded + first + i) * Tiling.Block, 6 * pointStride, pointStride, between);
        });
        filters.ClearPadding(inputs, kernelDepth);
        return filters;
    }

    /// <summary>The filters of the gradient of the input: inputs and outputs change places, and the taps run backwards.</summary>
    public static TransformedFilters Turned(Engine engine, float* weights, int outputs, int inputs, int kernelDepth)
    {
        var filters = new TransformedFilters(engine, inputs, outputs, kernelDepth);
        var target = filters.Pointer;
        var pointStride = filters.PointStride;
        var depth = filters.Depth;
        var padded = depth / kernelDepth;
        var taps = 9 * kernelDepth;
        engine.Workers.For(Tiling.Blocks(inputs) * outputs, (chunk, worker) =>
        {
            int block = chunk / outputs, output = chunk % outputs;
            var used = Math.Min(Tiling.Block, inputs - block * Tiling.Block);
            var between = worker.Scratch(TileTransform.Scratch + (long)taps * Tiling.Block + Packing.Slack);
            var turned = between + TileTransform.Scratch;
            Packing.Transposed(weights + ((nint)output * inputs + block * Tiling.Block) * taps, taps, used, taps, turned, Tiling.Block);
            Packing.ZeroColumns(turned, used, Tiling.Block, taps);
            for (var d = 0; d < kernelDepth; d++)
                TileTransform.Apply<FilterTransform>(
                    turned + (nint)(9 * (kernelDepth - d) - 1) * Tiling.Block, -3 * Tiling.Block, -Tiling.Block,
                    target + ((nint)block * depth + d * padded + output) * Tiling.Block, 6 * pointStride, pointStride, between);
        });
        filters.ClearPadding(outputs, kernelDepth);
        return filters;
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Inputs that do not exist get weights of zero: their images are zero too, but zero times garbage may be no number.</summary>
    private void ClearPadding(int inputs, int kernelDepth)
    {
        var padded = Depth / kernelDepth;
        for (var point = 0; point < Tiling.Points && inputs < padded; point++)
            for (var block = 0; block < Tiling.Blocks(Outputs); block++)
                for (var d = 0; d < kernelDepth; d++)
                    new Span<float>(
                        Pointer + point * PointStride + ((nint)block * Depth + d * padded + inputs) * Tiling.Block,
                        (padded - inputs) * Tiling.Block).Clear();
    }
}
