using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>The weights of all groups as the packed A operand of a product [rows, taps], made once and read by every thread.</summary>
internal readonly unsafe ref struct PackedWeights
{
    private readonly Workspace _workspace;

    private PackedWeights(Workspace workspace, int rows, PackedPanels firstGroup, nint groupStride)
    {
        _workspace = workspace;
        Rows = rows;
        FirstGroup = firstGroup;
        GroupStride = groupStride;
    }

    public int Rows { get; }

    public PackedPanels FirstGroup { get; }

    /// <summary>Floats from one group's panels to the next's.</summary>
    public nint GroupStride { get; }

    /// <param name="engine">Whose threads and memory are used.</param>
    /// <param name="groups">Independent products.</param>
    /// <param name="rows">Rows of A of one group.</param>
    /// <param name="taps">Depth of the product.</param>
    /// <param name="source">The rows of all groups, one group after another.</param>
    public static PackedWeights Of<TSource>(Engine engine, int groups, int rows, int taps, TSource source)
        where TSource : struct, IPanels
    {
        var panelRows = MicroKernel.PanelRows(rows);
        var depth = new Depth(taps);
        var blockStride = PackedPanels.BlockStride(rows, depth);
        var workspace = new Workspace(engine, (long)groups * depth.Blocks * blockStride);
        var packed = workspace.Pointer;
        engine.Workers.For(groups * depth.Blocks, (chunk, _) =>
        {
            var group = chunk / depth.Blocks;
            var k0 = chunk % depth.Blocks * depth.Block;
            var k = Math.Min(depth.Block, taps - k0);
            var block = packed + chunk * blockStride;
            // Upwards: what packing a panel spills is then overwritten by the next one.
            for (var m = 0; m < rows; m += panelRows)
                source.Panel(group * rows + m, Math.Min(panelRows, rows - m), k0, k, block + (nint)m * k);
        });
        return new PackedWeights(workspace, rows, new PackedPanels(packed, depth, blockStride), depth.Blocks * blockStride);
    }

    public void Dispose() => _workspace.Dispose();
}
