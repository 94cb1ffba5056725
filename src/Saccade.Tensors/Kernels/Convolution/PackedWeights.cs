using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>The weights of all groups as the packed A operand of a product [rows, taps], made once and read by every thread.</summary>
internal readonly unsafe ref struct PackedWeights
{
    private readonly Workspace _workspace;

    /// <param name="engine">Whose threads and memory are used.</param>
    /// <param name="groups">Independent products.</param>
    /// <param name="rows">Rows of A of one group.</param>
    /// <param name="taps">Depth of the product.</param>
    /// <param name="matrix">The matrix of the first group; the others follow at rows * taps.</param>
    public PackedWeights(Engine engine, int groups, int rows, int taps, Operand matrix)
    {
        Rows = rows;
        var panelRows = MicroKernel.PanelRows(rows);
        var depth = new Depth(taps);
        var blockStride = PackedPanels.BlockStride(rows, depth);
        _workspace = new Workspace(engine, (long)groups * depth.Blocks * blockStride);
        var packed = _workspace.Pointer;
        FirstGroup = new PackedPanels(packed, depth, blockStride);
        GroupStride = depth.Blocks * blockStride;
        engine.Workers.For(groups * depth.Blocks, (chunk, _) =>
        {
            var k0 = chunk % depth.Blocks * depth.Block;
            var k = Math.Min(depth.Block, taps - k0);
            var group = matrix.Offset((nint)(chunk / depth.Blocks) * rows * taps);
            var block = packed + chunk * blockStride;
            // Upwards: what packing a panel spills is then overwritten by the next one.
            for (var m = 0; m < rows; m += panelRows)
            {
                var count = Math.Min(panelRows, rows - m);
                if (matrix.Transposed)
                    new ColumnsOfA(group.Pointer, group.Stride).Panel(m, count, k0, k, block + (nint)m * k);
                else
                    new RowsOfA(group.Pointer, group.Stride).Panel(m, count, k0, k, block + (nint)m * k);
            }
        });
    }

    public int Rows { get; }

    public PackedPanels FirstGroup { get; }

    /// <summary>Floats from one group's panels to the next's.</summary>
    public nint GroupStride { get; }

    public void Dispose() => _workspace.Dispose();
}
