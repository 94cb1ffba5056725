using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// The gradient of a few weights where the positions lie in whole vectors in the padded image (<see cref="Windows.InVectors"/>): dW [rows, 3 taps] is the sum over
/// positions of dy [rows, positions] times the element that the tap meets there. Vectors run along the positions, so that neither side is packed or
/// turned; the lanes are added up at the end. The number of rows is a type, as in <see cref="MicroKernel"/>.
/// </summary>
internal static unsafe class PositionSums
{
    /// <summary>Taps of a tile.</summary>
    public const int Taps = 3;

    private static readonly delegate*<int, nint*, nint*, float*, nint, float*, nint*, float*, void>[] Tiles = Simd.Bits switch
    {
        512 => Table<Lanes512>(),
        256 => Table<Lanes256>(),
        _ => Table<Lanes128>(),
    };

    /// <summary>The most rows of a tile: with them 24 (or 12) accumulators, three vectors of patches and one of dy fill the registers.</summary>
    public static readonly int MaxRows = Simd.Bits == 512 ? 8 : 4;

    /// <summary>Positions of a vector.</summary>
    public static int Block => Simd.Bits / 32;

    /// <summary>sums [rows, 3] = the sum over <paramref name="blocks"/> vectors of positions.</summary>
    /// <param name="rows">1 to <see cref="MaxRows"/>.</param>
    /// <param name="blocks">How many vectors.</param>
    /// <param name="gradients">Where each vector lies in dy.</param>
    /// <param name="positions">Where each vector lies in the padded images.</param>
    /// <param name="dy">The gradient of the output, at the first row.</param>
    /// <param name="rowStride">Floats from row to row.</param>
    /// <param name="source">The padded images, at the group's first channel.</param>
    /// <param name="taps">Offsets of three taps.</param>
    /// <param name="sums">[rows][3], overwritten.</param>
    public static void Run(int rows, int blocks, nint* gradients, nint* positions, float* dy, nint rowStride, float* source, nint* taps, float* sums) =>
        Tiles[rows](blocks, gradients, positions, dy, rowStride, source, taps, sums);

    private static delegate*<int, nint*, nint*, float*, nint, float*, nint*, float*, void>[] Table<V>()
        where V : struct, ILanes<V> =>
        [null, &Tile<V, Rows1>, &Tile<V, Rows2>, &Tile<V, Rows3>, &Tile<V, Rows4>, &Tile<V, Rows5>, &Tile<V, Rows6>, &Tile<V, Rows7>, &Tile<V, Rows8>];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<V, R>(int blocks, nint* gradients, nint* positions, float* dy, nint rowStride, float* source, nint* taps, float* sums)
        where V : struct, ILanes<V>
        where R : struct, IRows
    {
        V s0a = V.Zero, s0b = V.Zero, s0c = V.Zero;
        V s1a = V.Zero, s1b = V.Zero, s1c = V.Zero;
        V s2a = V.Zero, s2b = V.Zero, s2c = V.Zero;
        V s3a = V.Zero, s3b = V.Zero, s3c = V.Zero;
        V s4a = V.Zero, s4b = V.Zero, s4c = V.Zero;
        V s5a = V.Zero, s5b = V.Zero, s5c = V.Zero;
        V s6a = V.Zero, s6b = V.Zero, s6c = V.Zero;
        V s7a = V.Zero, s7b = V.Zero, s7c = V.Zero;
        float* tapA = source + taps[0], tapB = source + taps[1], tapC = source + taps[2];
        for (var block = 0; block < blocks; block++)
        {
            var at = positions[block];
            V a = V.Load(tapA + at), b = V.Load(tapB + at), c = V.Load(tapC + at);
            var row = dy + gradients[block];
            var g = V.Load(row);
            s0a = V.MultiplyAdd(g, a, s0a);
            s0b = V.MultiplyAdd(g, b, s0b);
            s0c = V.MultiplyAdd(g, c, s0c);
            if (R.Count > 1)
            {
                g = V.Load(row + rowStride);
                s1a = V.MultiplyAdd(g, a, s1a);
                s1b = V.MultiplyAdd(g, b, s1b);
                s1c = V.MultiplyAdd(g, c, s1c);
            }
            if (R.Count > 2)
            {
                g = V.Load(row + 2 * rowStride);
                s2a = V.MultiplyAdd(g, a, s2a);
                s2b = V.MultiplyAdd(g, b, s2b);
                s2c = V.MultiplyAdd(g, c, s2c);
            }
            if (R.Count > 3)
            {
                g = V.Load(row + 3 * rowStride);
                s3a = V.MultiplyAdd(g, a, s3a);
                s3b = V.MultiplyAdd(g, b, s3b);
                s3c = V.MultiplyAdd(g, c, s3c);
            }
            if (R.Count > 4)
            {
                g = V.Load(row + 4 * rowStride);
                s4a = V.MultiplyAdd(g, a, s4a);
                s4b = V.MultiplyAdd(g, b, s4b);
                s4c = V.MultiplyAdd(g, c, s4c);
            }
            if (R.Count > 5)
            {
                g = V.Load(row + 5 * rowStride);
                s5a = V.MultiplyAdd(g, a, s5a);
                s5b = V.MultiplyAdd(g, b, s5b);
                s5c = V.MultiplyAdd(g, c, s5c);
            }
            if (R.Count > 6)
            {
                g = V.Load(row + 6 * rowStride);
                s6a = V.MultiplyAdd(g, a, s6a);
                s6b = V.MultiplyAdd(g, b, s6b);
                s6c = V.MultiplyAdd(g, c, s6c);
            }
            if (R.Count > 7)
            {
                g = V.Load(row + 7 * rowStride);
                s7a = V.MultiplyAdd(g, a, s7a);
                s7b = V.MultiplyAdd(g, b, s7b);
                s7c = V.MultiplyAdd(g, c, s7c);
            }
        }
        Store(sums, s0a, s0b, s0c);
        if (R.Count > 1)
            Store(sums + 3, s1a, s1b, s1c);
        if (R.Count > 2)
            Store(sums + 6, s2a, s2b, s2c);
        if (R.Count > 3)
            Store(sums + 9, s3a, s3b, s3c);
        if (R.Count > 4)
            Store(sums + 12, s4a, s4b, s4c);
        if (R.Count > 5)
            Store(sums + 15, s5a, s5b, s5c);
        if (R.Count > 6)
            Store(sums + 18, s6a, s6b, s6c);
        if (R.Count > 7)
            Store(sums + 21, s7a, s7b, s7c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(float* sums, V a, V b, V c)
        where V : struct, ILanes<V>
    {
        sums[0] = V.Sum(a);
        sums[1] = V.Sum(b);
        sums[2] = V.Sum(c);
    }
}
