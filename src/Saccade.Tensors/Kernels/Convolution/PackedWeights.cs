using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>The weights of all groups as the packed A operand of a product [rows, taps], made once and read by every thread.</summary>
internal readonly unsafe ref struct PackedWeights
{
    private readonly Workspace _workspace;

    private PackedWeights(Workspace workspace, PackedPanels panels)
    {
        _workspace = workspace;
        Panels = panels;
    }

    /// <summary>The panels of all groups: no panel has rows of two.</summary>
    public PackedPanels Panels { get; }

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
        var blockStride = PackedPanels.BlockStride(groups * rows, depth);
        var workspace = new Workspace(engine, depth.Blocks * blockStride);
        var packed = workspace.Pointer;
        engine.Workers.For(depth.Blocks, (chunk, _) =>
        {
            var k0 = chunk * depth.Block;
            var k = Math.Min(depth.Block, taps - k0);
            var block = packed + chunk * blockStride;
            // Upwards: what packing a panel spills is then overwritten by the next one.
            for (var group = 0; group < groups; group++)
                for (var m = 0; m < rows; m += panelRows)
                    source.Panel(group * rows + m, Math.Min(panelRows, rows - m), k0, k, block + (nint)(group * rows + m) * k);
        });
        return new PackedWeights(workspace, new PackedPanels(packed, depth, blockStride));
    }

    public void Dispose() => _workspace.Dispose();
}
