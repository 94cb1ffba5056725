namespace Saccade.Tensors.Kernels.Gemm;

/// <summary>Gives the micro-kernel packed panels of one operand, by packing them on request or because they are packed already.</summary>
internal unsafe interface IPanels
{
    /// <summary>
    /// The rows (of A) or columns (of B) from <paramref name="start"/>, at the depths <paramref name="k0"/> to k0 + <paramref name="depth"/>.
    /// </summary>
    /// <param name="start">First row or column.</param>
    /// <param name="count">Rows or columns that exist; a panel of B is filled up with zeros to the full width.</param>
    /// <param name="k0">First depth.</param>
    /// <param name="depth">Number of depths.</param>
    /// <param name="scratch">
    /// Room for one panel; a panel of A may spill <see cref="Packing.Slack"/> floats past it. One of B may not: threads pack neighbouring panels.
    /// </param>
    /// <returns>The panel: in <paramref name="scratch"/>, or where it has been packed before.</returns>
    float* Panel(int start, int count, int k0, int depth, float* scratch);
}

/// <summary>A [M, K] row-major: its rows run along the depth.</summary>
internal readonly unsafe struct RowsOfA(float* a, nint stride) : IPanels
{
    public float* Panel(int start, int count, int k0, int depth, float* scratch)
    {
        Packing.Transposed(a + start * stride + k0, stride, count, depth, scratch, count);
        return scratch;
    }
}

/// <summary>A given transposed, as [K, M] row-major.</summary>
internal readonly unsafe struct ColumnsOfA(float* a, nint stride) : IPanels
{
    public float* Panel(int start, int count, int k0, int depth, float* scratch)
    {
        Packing.Straight(a + k0 * stride + start, stride, count, depth, scratch, count);
        return scratch;
    }
}

/// <summary>B [K, N] row-major.</summary>
internal readonly unsafe struct RowsOfB(float* b, nint stride) : IPanels
{
    public float* Panel(int start, int count, int k0, int depth, float* scratch)
    {
        Packing.Straight(b + k0 * stride + start, stride, count, depth, scratch, MicroKernel.Columns);
        if (count < MicroKernel.Columns)
            Packing.ZeroColumns(scratch, count, MicroKernel.Columns, depth);
        return scratch;
    }
}

/// <summary>B given transposed, as [N, K] row-major, which is how weights are stored.</summary>
internal readonly unsafe struct ColumnsOfB(float* b, nint stride) : IPanels
{
    public float* Panel(int start, int count, int k0, int depth, float* scratch)
    {
        Packing.Transposed(b + start * stride + k0, stride, count, depth, scratch, MicroKernel.Columns);
        if (count < MicroKernel.Columns)
            Packing.ZeroColumns(scratch, count, MicroKernel.Columns, depth);
        return scratch;
    }
}

/// <summary>An operand packed as a whole before: for each block of depths, panel after panel. All panels but the last have the full width.</summary>
/// <param name="packed">The packed operand.</param>
/// <param name="depth">How the depth was cut.</param>
/// <param name="blockStride">Floats from one block of depths to the next.</param>
internal readonly unsafe struct PackedPanels(float* packed, Depth depth, nint blockStride) : IPanels
{
    /// <summary>Floats from one block of depths to the next, with room for what packing the last panel spills.</summary>
    /// <param name="extent">Rows of A, or columns of B rounded up to whole panels.</param>
    /// <param name="depth">How the depth is cut.</param>
    public static nint BlockStride(int extent, Depth depth) => (nint)extent * depth.Block + Packing.Slack;

    public float* Panel(int start, int count, int k0, int k, float* scratch) =>
        packed + k0 / depth.Block * blockStride + (nint)start * k;
}

/// <summary>The rows of an A operand from some row on.</summary>
internal readonly unsafe struct FromRow<TPanels>(TPanels panels, int row) : IPanels
    where TPanels : struct, IPanels
{
    public float* Panel(int start, int count, int k0, int depth, float* scratch) => panels.Panel(row + start, count, k0, depth, scratch);
}
