using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels.Gemm;

/// <summary>
/// The inner loop of every matrix product: a tile of C, up to fourteen rows by two vectors, held in registers while k runs.
/// a is a packed panel [k][rows] (or lies as another <see cref="ILayout"/> says), b a packed panel [k][2 vectors] (or vectors that lie about). Fourteen rows take 28
/// accumulators, two vectors of b and one broadcast: 31 of the 32 registers of AVX-512. The number of rows and the layouts are types,
/// so that each combination is compiled without the others' code.
/// </summary>
internal static unsafe class MicroKernel
{
    private static readonly delegate*<int, int, nint*, float*, float*, nint, float*, nint, bool, void>[] Packed = OfLayout<PackedLayout, PackedColumns>();
    private static readonly delegate*<int, int, nint*, float*, float*, nint, float*, nint, bool, void>[] Blocked = OfLayout<BlockedLayout, PackedColumns>();
    private static readonly delegate*<int, int, nint*, float*, float*, nint, float*, nint, bool, void>[] Turned = OfLayout<TurnedLayout, PackedColumns>();
    private static readonly delegate*<int, int, nint*, float*, float*, nint, float*, nint, bool, void>[] Scattered = OfLayout<PackedLayout, ScatteredColumns>();

    /// <summary>The most rows a tile may have: what the register file of the chosen width holds.</summary>
    public static readonly int MaxRows = Simd.Bits == 512 ? 14 : 6;

    /// <summary>The height of equal panels that M rows are cut into (the last may be lower): 64 rows are better 13 + 13 + 13 + 13 + 12 than 4 x 14 + 8.</summary>
    public static int PanelRows(int m)
    {
        var panels = Math.Max(1, (m + MaxRows - 1) / MaxRows);
        return Math.Max(1, (m + panels - 1) / panels);
    }

    /// <summary>Columns of a tile: two vectors.</summary>
    public static readonly int Columns = 2 * Simd.Bits / 32;

    /// <summary>
    /// C[rows, columns] = A·B, or += if <paramref name="accumulate"/>. For each element the products are added in the order of k,
    /// whatever the tile's height, so a row's result does not depend on which rows it shares a tile with.
    /// </summary>
    /// <param name="rows">1 to <see cref="MaxRows"/>.</param>
    /// <param name="k">The depth of both panels.</param>
    /// <param name="a">[k][rows]</param>
    /// <param name="b">[k][columns]</param>
    /// <param name="c">The tile's first element; all its columns are written.</param>
    /// <param name="stride">Elements from one row of C to the next.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(int rows, int k, float* a, float* b, float* c, nint stride, bool accumulate) =>
        Packed[rows](k, 1, null, a, b, 0, c, stride, accumulate);

    /// <summary>
    /// The same for an A that lies in blocks [rows][columns]: the depth is <paramref name="segments"/> times <see cref="Columns"/>, row i of
    /// segment s at <c>a + offsets[s] + i * Columns</c>. The first offset is 0.
    /// </summary>
    /// <param name="rows">1 to <see cref="MaxRows"/>.</param>
    /// <param name="segments">Blocks that the depth consists of, at least one.</param>
    /// <param name="offsets">Where each block's first row lies.</param>
    /// <param name="a">The first block's first row.</param>
    /// <param name="b">[segments * Columns][Columns]</param>
    /// <param name="c">The tile's first element.</param>
    /// <param name="stride">Elements from one row of C to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunBlocked(int rows, int segments, nint* offsets, float* a, float* b, float* c, nint stride) =>
        Blocked[rows](Columns, segments, offsets, a, b, 0, c, stride, false);

    /// <summary>The same for an A that lies as [k][columns], of which the first <paramref name="rows"/> columns are the rows of the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunTurned(int rows, int k, float* a, float* b, float* c, nint stride, bool accumulate) =>
        Turned[rows](k, 1, null, a, b, 0, c, stride, accumulate);

    /// <summary>The same for a B that is not packed: its two vectors of depth p lie at <c>b + offsets[p]</c> and <paramref name="apart"/> further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunScattered(int rows, int k, nint* offsets, float* a, float* b, nint apart, float* c, nint stride, bool accumulate) =>
        Scattered[rows](k, 1, offsets, a, b, apart, c, stride, accumulate);

    private static delegate*<int, int, nint*, float*, float*, nint, float*, nint, bool, void>[] OfLayout<A, B>()
        where A : struct, ILayout
        where B : struct, IColumns => Simd.Bits switch
        {
            512 => Table<Lanes512, A, B>(),
            256 => Table<Lanes256, A, B>(),
            _ => Table<Lanes128, A, B>(),
        };

    private static delegate*<int, int, nint*, float*, float*, nint, float*, nint, bool, void>[] Table<V, A, B>()
        where V : struct, ILanes<V>
        where A : struct, ILayout
        where B : struct, IColumns =>
    [
        null,
        &Tile<V, A, B, Rows1>,
        &Tile<V, A, B, Rows2>,
        &Tile<V, A, B, Rows3>,
        &Tile<V, A, B, Rows4>,
        &Tile<V, A, B, Rows5>,
        &Tile<V, A, B, Rows6>,
        &Tile<V, A, B, Rows7>,
        &Tile<V, A, B, Rows8>,
        &Tile<V, A, B, Rows9>,
        &Tile<V, A, B, Rows10>,
        &Tile<V, A, B, Rows11>,
        &Tile<V, A, B, Rows12>,
        &Tile<V, A, B, Rows13>,
        &Tile<V, A, B, Rows14>,
    ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<V, A, B, R>(int k, int segments, nint* offsets, float* a, float* b, nint apart, float* c, nint stride, bool accumulate)
        where V : struct, ILanes<V>
        where A : struct, ILayout
        where B : struct, IColumns
        where R : struct, IRows
    {
        V c0l = V.Zero, c0r = V.Zero;
        V c1l = V.Zero, c1r = V.Zero;
        V c2l = V.Zero, c2r = V.Zero;
        V c3l = V.Zero, c3r = V.Zero;
        V c4l = V.Zero, c4r = V.Zero;
        V c5l = V.Zero, c5r = V.Zero;
        V c6l = V.Zero, c6r = V.Zero;
        V c7l = V.Zero, c7r = V.Zero;
        V c8l = V.Zero, c8r = V.Zero;
        V c9l = V.Zero, c9r = V.Zero;
        V c10l = V.Zero, c10r = V.Zero;
        V c11l = V.Zero, c11r = V.Zero;
        V c12l = V.Zero, c12r = V.Zero;
        V c13l = V.Zero, c13r = V.Zero;
        var next = A.NextRow<V>();
        var row = a;
        for (var segment = 1; ; segment++)
        {
            for (var p = 0; p < k; p++)
            {
                var columns = B.AreScattered ? b + offsets[p] : b;
                var left = V.Load(columns);
                var right = V.Load(columns + (B.AreScattered ? apart : V.Count));
                if (!B.AreScattered)
                    b += 2 * V.Count;
                var x = V.Broadcast(row[0]);
                c0l = V.MultiplyAdd(x, left, c0l);
                c0r = V.MultiplyAdd(x, right, c0r);
                if (R.Count > 1)
                {
                    x = V.Broadcast(row[next]);
                    c1l = V.MultiplyAdd(x, left, c1l);
                    c1r = V.MultiplyAdd(x, right, c1r);
                }
                if (R.Count > 2)
                {
                    x = V.Broadcast(row[2 * next]);
                    c2l = V.MultiplyAdd(x, left, c2l);
                    c2r = V.MultiplyAdd(x, right, c2r);
                }
                if (R.Count > 3)
                {
                    x = V.Broadcast(row[3 * next]);
                    c3l = V.MultiplyAdd(x, left, c3l);
                    c3r = V.MultiplyAdd(x, right, c3r);
                }
                if (R.Count > 4)
                {
                    x = V.Broadcast(row[4 * next]);
                    c4l = V.MultiplyAdd(x, left, c4l);
                    c4r = V.MultiplyAdd(x, right, c4r);
                }
                if (R.Count > 5)
                {
                    x = V.Broadcast(row[5 * next]);
                    c5l = V.MultiplyAdd(x, left, c5l);
                    c5r = V.MultiplyAdd(x, right, c5r);
                }
                if (R.Count > 6)
                {
                    x = V.Broadcast(row[6 * next]);
                    c6l = V.MultiplyAdd(x, left, c6l);
                    c6r = V.MultiplyAdd(x, right, c6r);
                }
                if (R.Count > 7)
                {
                    x = V.Broadcast(row[7 * next]);
                    c7l = V.MultiplyAdd(x, left, c7l);
                    c7r = V.MultiplyAdd(x, right, c7r);
                }
                if (R.Count > 8)
                {
                    x = V.Broadcast(row[8 * next]);
                    c8l = V.MultiplyAdd(x, left, c8l);
                    c8r = V.MultiplyAdd(x, right, c8r);
                }
                if (R.Count > 9)
                {
                    x = V.Broadcast(row[9 * next]);
                    c9l = V.MultiplyAdd(x, left, c9l);
                    c9r = V.MultiplyAdd(x, right, c9r);
                }
                if (R.Count > 10)
                {
                    x = V.Broadcast(row[10 * next]);
                    c10l = V.MultiplyAdd(x, left, c10l);
                    c10r = V.MultiplyAdd(x, right, c10r);
                }
                if (R.Count > 11)
                {
                    x = V.Broadcast(row[11 * next]);
                    c11l = V.MultiplyAdd(x, left, c11l);
                    c11r = V.MultiplyAdd(x, right, c11r);
                }
                if (R.Count > 12)
                {
                    x = V.Broadcast(row[12 * next]);
                    c12l = V.MultiplyAdd(x, left, c12l);
                    c12r = V.MultiplyAdd(x, right, c12r);
                }
                if (R.Count > 13)
                {
                    x = V.Broadcast(row[13 * next]);
                    c13l = V.MultiplyAdd(x, left, c13l);
                    c13r = V.MultiplyAdd(x, right, c13r);
                }
                row += A.Step<V, R>();
            }
            if (segment == segments)
                break;
            row = a + offsets[segment];
        }
        Finish(c, c0l, c0r, accumulate);
        if (R.Count > 1)
            Finish(c + 1 * stride, c1l, c1r, accumulate);
        if (R.Count > 2)
            Finish(c + 2 * stride, c2l, c2r, accumulate);
        if (R.Count > 3)
            Finish(c + 3 * stride, c3l, c3r, accumulate);
        if (R.Count > 4)
            Finish(c + 4 * stride, c4l, c4r, accumulate);
        if (R.Count > 5)
            Finish(c + 5 * stride, c5l, c5r, accumulate);
        if (R.Count > 6)
            Finish(c + 6 * stride, c6l, c6r, accumulate);
        if (R.Count > 7)
            Finish(c + 7 * stride, c7l, c7r, accumulate);
        if (R.Count > 8)
            Finish(c + 8 * stride, c8l, c8r, accumulate);
        if (R.Count > 9)
            Finish(c + 9 * stride, c9l, c9r, accumulate);
        if (R.Count > 10)
            Finish(c + 10 * stride, c10l, c10r, accumulate);
        if (R.Count > 11)
            Finish(c + 11 * stride, c11l, c11r, accumulate);
        if (R.Count > 12)
            Finish(c + 12 * stride, c12l, c12r, accumulate);
        if (R.Count > 13)
            Finish(c + 13 * stride, c13l, c13r, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<V>(float* c, V left, V right, bool accumulate)
        where V : struct, ILanes<V>
    {
        if (accumulate)
        {
            left += V.Load(c);
            right += V.Load(c + V.Count);
        }
        V.Store(c, left);
        V.Store(c + V.Count, right);
    }

    /// <summary>How A lies in memory, as constants to the compiler.</summary>
    private interface ILayout
    {
        /// <summary>Floats from a row to the next.</summary>
        static abstract int NextRow<V>()
            where V : struct, ILanes<V>;

        /// <summary>Floats from a depth to the next.</summary>
        static abstract int Step<V, R>()
            where V : struct, ILanes<V>
            where R : struct, IRows;
    }

    /// <summary>How B lies in memory, as a constant to the compiler.</summary>
    private interface IColumns
    {
        /// <summary>Whether each depth's two vectors lie somewhere of their own.</summary>
        static abstract bool AreScattered { get; }
    }

    /// <summary>[k][2 vectors]</summary>
    private readonly struct PackedColumns : IColumns
    {
        public static bool AreScattered => false;
    }

    private readonly struct ScatteredColumns : IColumns
    {
        public static bool AreScattered => true;
    }

    /// <summary>[k][rows]</summary>
    private readonly struct PackedLayout : ILayout
    {
        public static int NextRow<V>()
            where V : struct, ILanes<V> => 1;

        public static int Step<V, R>()
            where V : struct, ILanes<V>
            where R : struct, IRows => R.Count;
    }

    /// <summary>[rows][2 vectors], the depth running along the vectors.</summary>
    private readonly struct BlockedLayout : ILayout
    {
        public static int NextRow<V>()
            where V : struct, ILanes<V> => 2 * V.Count;

        public static int Step<V, R>()
            where V : struct, ILanes<V>
            where R : struct, IRows => 1;
    }

    /// <summary>[k][2 vectors], the rows running along the vectors.</summary>
    private readonly struct TurnedLayout : ILayout
    {
        public static int NextRow<V>()
            where V : struct, ILanes<V> => 1;

        public static int Step<V, R>()
            where V : struct, ILanes<V>
            where R : struct, IRows => 2 * V.Count;
    }
}
