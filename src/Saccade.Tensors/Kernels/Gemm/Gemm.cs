using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Gemm;

/// <summary>One matrix of a product: where it is, how far apart its rows are, and whether it is stored transposed.</summary>
internal readonly unsafe record struct Operand(nint Address, nint Stride, bool Transposed)
{
    public Operand(float* matrix, nint stride, bool transposed = false)
        : this((nint)matrix, stride, transposed)
    {
    }

    public float* Pointer => (float*)Address;

    public Operand Offset(nint elements) => this with { Address = Address + elements * sizeof(float) };
}

/// <summary>What is done to finished rows of C while they are still in the first cache: bias, activation and the like.</summary>
internal interface IEpilogue
{
    /// <summary>The rows from <paramref name="row"/> and columns from <paramref name="column"/> of C hold their final sums.</summary>
    void Apply(int row, int rows, int column, int columns);
}

/// <summary>No epilogue.</summary>
internal readonly struct NoEpilogue : IEpilogue
{
    public void Apply(int row, int rows, int column, int columns)
    {
    }
}

/// <summary>
/// C[M, N] = A[M, K]·B[K, N] in float32, packed and cache-blocked (Goto and van de Geijn, "Anatomy of high-performance matrix
/// multiplication", TOMS 2008): B is packed once and shared, each thread packs panels of A into its first cache as it goes.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>Below this many multiply-adds a fork costs more than it saves.</summary>
    private const long SerialWork = 32 * 1024;

    /// <summary>Multiply-adds a chunk should have at least, so that handing it out costs little.</summary>
    private const long ChunkWork = 512 * 1024;

    /// <summary>Columns of B that one thread works through at a time: with the depth block they fill about half of the second cache.</summary>
    private const int ColumnBlock = 512;

    public static void Run(Engine engine, int m, int n, int k, Operand a, Operand b, float* c, nint stride, bool accumulate = false) =>
        Run(engine, m, n, k, a, b, c, stride, accumulate, default(NoEpilogue));

    /// <param name="accumulate">Adds to C instead of overwriting it.</param>
    /// <param name="epilogue">Called once for each part of C, after its last addition, on the thread that made it.</param>
    public static void Run<TEpilogue>(
        Engine engine, int m, int n, int k, Operand a, Operand b, float* c, nint stride, bool accumulate, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        if (m == 0 || n == 0)
            return;
        engine.MultiplyAdds += (long)m * n * k;
        if (a.Transposed)
            WithA(new ColumnsOfA(a.Pointer, a.Stride), engine, m, n, k, b, c, stride, accumulate, epilogue);
        else
            WithA(new RowsOfA(a.Pointer, a.Stride), engine, m, n, k, b, c, stride, accumulate, epilogue);
    }

    /// <summary>The whole product on the calling thread, with scratch of <see cref="BlockProduct.ScratchSize"/> floats.</summary>
    public static void Serial(int m, int n, int k, Operand a, Operand b, float* c, nint stride, bool accumulate, float* scratch)
    {
        var depth = new Depth(k);
        switch (a.Transposed, b.Transposed)
        {
            case (false, false):
                Serial(new RowsOfA(a.Pointer, a.Stride), new RowsOfB(b.Pointer, b.Stride), m, n, depth, c, stride, accumulate, scratch);
                break;
            case (false, true):
                Serial(new RowsOfA(a.Pointer, a.Stride), new ColumnsOfB(b.Pointer, b.Stride), m, n, depth, c, stride, accumulate, scratch);
                break;
            case (true, false):
                Serial(new ColumnsOfA(a.Pointer, a.Stride), new RowsOfB(b.Pointer, b.Stride), m, n, depth, c, stride, accumulate, scratch);
                break;
            default:
                Serial(new ColumnsOfA(a.Pointer, a.Stride), new ColumnsOfB(b.Pointer, b.Stride), m, n, depth, c, stride, accumulate, scratch);
                break;
        }
    }

    /// <summary>Scratch for <see cref="Serial(int, int, int, Operand, Operand, float*, nint, bool, float*)"/>.</summary>
    public static long SerialScratch(int n, int k) => BlockProduct.ScratchSize(new Depth(k), Math.Min(n, ColumnBlock));

    private static void Serial<TA, TB>(
        TA a, TB b, int m, int n, Depth depth, float* c, nint stride, bool accumulate, float* scratch)
        where TA : struct, IPanels
        where TB : struct, IPanels
    {
        for (var n0 = 0; n0 < n; n0 += ColumnBlock)
            BlockProduct.Run(a, b, new DenseTarget(c, stride), MicroKernel.PanelRows(m), 0, m, n0, Math.Min(n0 + ColumnBlock, n), depth, accumulate, scratch);
    }

    private static void WithA<TA, TEpilogue>(
        TA a, Engine engine, int m, int n, int k, Operand b, float* c, nint stride, bool accumulate, TEpilogue epilogue)
        where TA : struct, IPanels
        where TEpilogue : struct, IEpilogue
    {
        if (b.Transposed)
            WithB(a, new ColumnsOfB(b.Pointer, b.Stride), engine, m, n, k, c, stride, accumulate, epilogue);
        else
            WithB(a, new RowsOfB(b.Pointer, b.Stride), engine, m, n, k, c, stride, accumulate, epilogue);
    }

    private static void WithB<TA, TB, TEpilogue>(
        TA a, TB b, Engine engine, int m, int n, int k, float* c, nint stride, bool accumulate, TEpilogue epilogue)
        where TA : struct, IPanels
        where TB : struct, IPanels
        where TEpilogue : struct, IEpilogue
    {
        var depth = new Depth(k);
        if ((long)m * n * k < SerialWork)
        {
            engine.Workers.For(1, (_, worker) =>
            {
                Serial(a, b, m, n, depth, c, stride, accumulate, worker.Scratch(BlockProduct.ScratchSize(depth, Math.Min(n, ColumnBlock))));
                epilogue.Apply(0, m, 0, n);
            });
            return;
        }

        var extent = BlockProduct.RoundUp(n);
        var blockStride = PackedPanels.BlockStride(extent, depth);
        using var packed = new Workspace(engine, depth.Blocks * blockStride);
        PackColumns(engine, b, n, depth, packed.Pointer, blockStride);
        var shared = new PackedPanels(packed.Pointer, depth, blockStride);

        // Chunks are blocks of rows; where there are few rows, also of columns. Only the shape decides.
        var columns = m < 16 * MicroKernel.MaxRows && n > 128 ? 128 : Math.Min(n, ColumnBlock);
        var panelsPerChunk = (int)Math.Clamp(ChunkWork / ((long)columns * k * MicroKernel.MaxRows), 1, 8);
        var panelRows = MicroKernel.PanelRows(m);
        var rows = panelsPerChunk * panelRows;
        var rowChunks = (m + rows - 1) / rows;
        var columnChunks = (n + columns - 1) / columns;
        engine.Workers.For(rowChunks * columnChunks, (chunk, worker) =>
        {
            // Neighbouring chunks share their columns of B, which stay in cache.
            var m0 = chunk % rowChunks * rows;
            var n0 = chunk / rowChunks * columns;
            var m1 = Math.Min(m0 + rows, m);
            var n1 = Math.Min(n0 + columns, n);
            BlockProduct.Run(a, shared, new DenseTarget(c, stride), panelRows, m0, m1, n0, n1, depth, accumulate, worker.Scratch(BlockProduct.ScratchSize(depth, 0)));
            epilogue.Apply(m0, m1 - m0, n0, n1 - n0);
        });
    }

    /// <summary>Packs all <paramref name="n"/> columns of a B operand, to be read through <see cref="PackedPanels"/>.</summary>
    public static void PackColumns<TB>(Engine engine, TB b, int n, Depth depth, float* packed, nint blockStride)
        where TB : struct, IPanels
    {
        var width = MicroKernel.Columns;
        var panels = (n + width - 1) / width;
        // Several panels a chunk where they are small.
        var perChunk = Math.Max(1, Elementwise.Grain / (width * depth.Block));
        var chunksPerBlock = (panels + perChunk - 1) / perChunk;
        engine.Workers.For(depth.Blocks * chunksPerBlock, (chunk, _) =>
        {
            var block = chunk / chunksPerBlock;
            var k0 = block * depth.Block;
            var k = Math.Min(depth.Block, depth.K - k0);
            var first = chunk % chunksPerBlock * perChunk;
            for (var panel = first; panel < Math.Min(first + perChunk, panels); panel++)
                b.Panel(panel * width, Math.Min(width, n - panel * width), k0, k, packed + block * blockStride + (nint)panel * width * k);
        });
    }
}
