using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// A block of the product of weights and patches whose positions lie in whole vectors in the padded image (<see cref="Windows.InVectors"/>): patches are
/// read where they lie. Each element is the same sum in the same order as with packed patches.
/// </summary>
internal static unsafe class ScatteredProduct
{
    // With more rows a patch is used so often that packing it pays.
    private const int MostRows = 48;

    /// <summary>Whether patches should be read where they lie. Only the shape of one sample decides.</summary>
    public static bool Suits(in Windows windows, int rows) => rows <= MostRows && windows.InVectors;

    /// <summary>C[m0..m1, n0..n1] = weights times patches over the whole depth, or += if <paramref name="accumulate"/>.</summary>
    /// <param name="weights">[rows, taps]</param>
    /// <param name="source">The padded images of one wave of samples, at the group's first channel.</param>
    /// <param name="taps">Offsets of the taps.</param>
    /// <param name="positions">Offsets of the positions, whole vectors of them neighbours.</param>
    /// <param name="c">Where the results go.</param>
    /// <param name="panelRows">The height of the panels of weights; m0 is a multiple of it.</param>
    /// <param name="m0">First row.</param>
    /// <param name="m1">Beyond the last row.</param>
    /// <param name="n0">First position, a multiple of two vectors.</param>
    /// <param name="n1">Beyond the last position, a multiple of a vector.</param>
    /// <param name="depth">The taps.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    /// <param name="scratch"><see cref="BlockProduct.ScratchSize"/> floats of this thread's own.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TWeights>(
        TWeights weights, float* source, nint* taps, int* positions, ImageTarget c, int panelRows, int m0, int m1, int n0, int n1, Depth depth, bool accumulate, float* scratch)
        where TWeights : struct, IPanels
    {
        var width = MicroKernel.Columns;
        var panel = scratch;
        var tile = panel + (nint)MicroKernel.MaxRows * depth.Block + Packing.Slack;
        for (var k0 = 0; k0 < depth.K; k0 += depth.Block)
        {
            var k = Math.Min(depth.Block, depth.K - k0);
            for (var m = m0; m < m1; m += panelRows)
            {
                var rows = Math.Min(panelRows, m1 - m);
                var ofRows = weights.Panel(m, rows, k0, k, panel);
                for (var n = n0; n < n1; n += width)
                {
                    var left = positions[n];
                    // Where there is no second vector the first one is multiplied twice, and written once.
                    var apart = n + width <= n1 ? positions[n + width / 2] - left : 0;
                    var direct = n + width <= n1 ? c.Direct(m, n) : null;
                    if (direct is not null)
                    {
                        MicroKernel.RunScattered(rows, k, taps + k0, ofRows, source + left, apart, direct, c.Stride, accumulate || k0 > 0);
                    }
                    else
                    {
                        MicroKernel.RunScattered(rows, k, taps + k0, ofRows, source + left, apart, tile, width, accumulate: false);
                        c.Write(tile, m, rows, n, Math.Min(width, n1 - n), accumulate || k0 > 0);
                    }
                }
            }
        }
    }
}
