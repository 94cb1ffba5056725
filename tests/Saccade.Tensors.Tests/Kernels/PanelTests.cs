using Saccade.Tensors.Kernels.Convolution;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Tests.Kernels;

/// <summary>Threads pack neighbouring panels of B: what one writes past its end would be another one's elements.</summary>
public unsafe class PanelTests
{
    private const float Untouched = 12345;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_panel_of_patches_ends_where_it_ends(int rowLength)
    {
        // Positions in image rows of this length, 40 apart: short runs whose last one is stored as a whole vector.
        var positions = Enumerable.Range(0, 64).Select(i => i / rowLength * 40 + i % rowLength).ToArray();
        int[] taps = [0, 1, 40];
        fixed (int* t = taps, p = positions)
        {
            using var engine = new Engine();
            var image = engine.From(Reference.GoldenFile.Values(1, 4096), 4096);
            var panel = Pack(new PatchesByTap(image.Pointer, t, p), MicroKernel.Columns, taps.Length);
            for (var k = 0; k < taps.Length; k++)
                for (var i = 0; i < MicroKernel.Columns; i++)
                    Assert.Equal(image.AsSpan()[taps[k] + positions[i]], panel[k * MicroKernel.Columns + i]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(17)]
    public void A_panel_of_a_matrix_ends_where_it_ends(int columns)
    {
        using var engine = new Engine();
        var b = engine.From(Reference.GoldenFile.Values(2, 64 * 64), 64, 64);
        var count = Math.Min(columns, MicroKernel.Columns);
        Pack(new RowsOfB(b.Pointer, 64), count, 33);
        Pack(new ColumnsOfB(b.Pointer, 64), count, 33);
    }

    private static float[] Pack<TB>(TB b, int columns, int depth)
        where TB : struct, IPanels
    {
        var panel = new float[MicroKernel.Columns * depth + 64];
        Array.Fill(panel, Untouched);
        fixed (float* address = panel)
            b.Panel(0, columns, 0, depth, address);
        Assert.All(panel[(MicroKernel.Columns * depth)..], value => Assert.Equal(Untouched, value));
        return panel;
    }
}
