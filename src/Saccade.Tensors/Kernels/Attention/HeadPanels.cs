using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Attention;

/// <summary>
/// The left operand of attention's products, packed once for a head and used with every block of queries. Its rows are cut into tiles of
/// nearly equal height: a head has few rows, and a last tile of one or two would leave the micro-kernel half idle.
/// </summary>
internal static unsafe class HeadPanels
{
    public static long Size(int rows, int depth) => (long)rows * depth + Packing.Slack;

    /// <summary>The end of the tile that holds row <paramref name="row"/>.</summary>
    public static int TileEnd(int rows, int row)
    {
        var end = 0;
        for (var tile = 0; end <= row; tile++)
            end = Start(rows, tile + 1);
        return end;
    }

    /// <summary>Packs source [rows, depth].</summary>
    public static void PackRows(float* source, nint stride, int rows, int depth, float* panels) =>
        PackRows(source, stride, rows, rows, depth, depth, panels);

    /// <summary>Packs the tiles of the first <paramref name="used"/> of the rows, and the first <paramref name="usedDepth"/> of the depth.</summary>
    public static void PackRows(float* source, nint stride, int rows, int used, int depth, int usedDepth, float* panels)
    {
        for (int tile = 0, start; (start = Start(rows, tile)) < used; tile++)
        {
            var height = Start(rows, tile + 1) - start;
            Packing.Transposed(source + start * stride, stride, height, usedDepth, panels + (nint)start * depth, height);
        }
    }

    /// <summary>Packs the transpose of source [depth, rows].</summary>
    public static void PackColumns(float* source, nint stride, int rows, int depth, float* panels)
    {
        for (int tile = 0, start; (start = Start(rows, tile)) < rows; tile++)
        {
            var height = Start(rows, tile + 1) - start;
            Packing.Straight(source + start, stride, height, depth, panels + (nint)start * depth, height);
        }
    }

    /// <summary>c[rows, one tile's columns] = a·b, or +=, for the first <paramref name="used"/> rows, which end with a tile.</summary>
    /// <param name="rows">Rows that were packed.</param>
    /// <param name="used">Rows to work out.</param>
    /// <param name="depth">Depth that a was packed with.</param>
    /// <param name="usedDepth">Depth of the product.</param>
    public static void Multiply(int rows, int used, int depth, int usedDepth, float* a, float* b, float* c, nint stride, bool accumulate)
    {
        for (int tile = 0, start; (start = Start(rows, tile)) < used; tile++)
            MicroKernel.Run(Start(rows, tile + 1) - start, usedDepth, a + (nint)start * depth, b, c + start * stride, stride, accumulate);
    }

    private static int Start(int rows, int tile)
    {
        var tiles = (rows + MicroKernel.MaxRows - 1) / MicroKernel.MaxRows;
        return tile >= tiles ? rows : (int)((long)rows * tile / tiles);
    }
}
