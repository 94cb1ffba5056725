using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels.Gemm;

/// <summary>A block of C computed by one thread: the loops around the micro-kernel.</summary>
internal static unsafe class BlockProduct
{
    /// <summary>Floats of scratch that a block of <paramref name="columns"/> columns needs.</summary>
    public static long ScratchSize(Depth depth, int columns) =>
        (long)MicroKernel.MaxRows * depth.Block + Packing.Slack
        + (long)RoundUp(columns) * depth.Block + Packing.Slack
        + MicroKernel.MaxRows * MicroKernel.Columns;

    /// <summary>Columns rounded up to whole panels.</summary>
    public static int RoundUp(int columns) => (columns + MicroKernel.Columns - 1) / MicroKernel.Columns * MicroKernel.Columns;

    /// <summary>
    /// C[m0..m1, n0..n1] = A·B over the whole depth, or += if <paramref name="accumulate"/>.
    /// <paramref name="n0"/> is a multiple of the panel width.
    /// </summary>
    /// <param name="c">Where the parts of C go.</param>
    /// <param name="panelRows">The height of the panels of A; m0 is a multiple of it.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> floats of this thread's own.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TA, TB, TC>(
        TA a, TB b, TC c, int panelRows, int m0, int m1, int n0, int n1, Depth depth, bool accumulate, float* scratch)
        where TA : struct, IPanels
        where TB : struct, IPanels
        where TC : struct, ITarget
    {
        var width = MicroKernel.Columns;
        var rowsOfA = scratch;
        var tile = rowsOfA + (nint)MicroKernel.MaxRows * depth.Block + Packing.Slack;
        var panelsOfB = tile + MicroKernel.MaxRows * width;
        var starts = stackalloc float*[(n1 - n0 + width - 1) / width];
        for (var k0 = 0; k0 < depth.K; k0 += depth.Block)
        {
            var k = Math.Min(depth.Block, depth.K - k0);
            for (int n = n0, panel = 0; n < n1; n += width, panel++)
                starts[panel] = b.Panel(n, Math.Min(width, n1 - n), k0, k, panelsOfB + (nint)panel * width * depth.Block);
            for (var m = m0; m < m1; m += panelRows)
            {
                var rows = Math.Min(panelRows, m1 - m);
                var panelOfA = a.Panel(m, rows, k0, k, rowsOfA);
                for (int n = n0, panel = 0; n < n1; n += width, panel++)
                {
                    var direct = n + width <= n1 ? c.Direct(m, n) : null;
                    if (direct is not null)
                    {
                        MicroKernel.Run(rows, k, panelOfA, starts[panel], direct, c.Stride, accumulate || k0 > 0);
                    }
                    else
                    {
                        MicroKernel.Run(rows, k, panelOfA, starts[panel], tile, width, accumulate: false);
                        c.Write(tile, m, rows, n, Math.Min(width, n1 - n), accumulate || k0 > 0);
                    }
                }
            }
        }
    }
}
