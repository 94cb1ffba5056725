using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Saccade.Tensors.Kernels.Gemm;

/// <summary>Copies parts of matrices into the layout that <see cref="MicroKernel"/> reads: depth by depth, the panel's width contiguous.</summary>
internal static unsafe class Packing
{
    /// <summary>Floats past the end of a panel that packing may overwrite: full vectors are stored and the next column mends the overlap.</summary>
    public const int Slack = 16;

    /// <summary>The extent of a row that a transposition fills with whole vectors.</summary>
    public static int Padded(int count) => (count + 15) / 16 * 16;

    /// <summary>
    /// destination[p][i] = source[i][p]: a panel from a matrix whose rows run along the depth.
    /// </summary>
    /// <param name="source">The first row; element (i, p) is at i * stride + p.</param>
    /// <param name="stride">Elements from row to row.</param>
    /// <param name="rows">Rows to take, at most the destination stride.</param>
    /// <param name="depth">Elements of each row to take.</param>
    /// <param name="destination">Element (p, i) goes to p * destinationStride + i. Up to <see cref="Slack"/> floats after the panel may be overwritten.</param>
    /// <param name="destinationStride">The panel's width.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transposed(float* source, nint stride, int rows, int depth, float* destination, int destinationStride)
    {
        // Sixteen rows at a time. A full store spills over a narrower panel into the next depth, which is written after it; side by
        // side groups are therefore only for widths that are multiples of sixteen, where nothing spills.
        var p = 0;
        if (Simd.Bits == 512 && (rows <= 16 || destinationStride % 16 == 0))
        {
            var offsets = stackalloc nint[16];
            for (var i = 0; i < rows; i += 16)
            {
                // Missing rows read as the last one and land in the spill.
                for (var r = 0; r < 16; r++)
                    offsets[r] = Math.Min(r, rows - i - 1) * stride;
                for (p = 0; p <= depth - 16; p += 16)
                    Transpose16(source + i * stride + p, offsets, destination + (nint)p * destinationStride + i, destinationStride);
            }
        }
        else if (Sse.IsSupported)
        {
            for (; p <= depth - 4; p += 4)
            {
                var i = 0;
                for (; i <= rows - 4; i += 4)
                    Transpose4(source + i * stride + p, stride, destination + (nint)p * destinationStride + i, destinationStride);
                for (; i < rows; i++)
                    for (var q = p; q < p + 4; q++)
                        destination[(nint)q * destinationStride + i] = source[i * stride + q];
            }
        }
        for (; p < depth; p++)
            for (var i = 0; i < rows; i++)
                destination[(nint)p * destinationStride + i] = source[i * stride + p];
    }

    /// <summary>destination[p][i] = source[p][i]: a panel from a matrix whose columns run along the depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Straight(float* source, nint stride, int width, int depth, float* destination, int destinationStride)
    {
        if (Vector512.IsHardwareAccelerated || Simd.Bits == 512)
        {
            if (width == 32)
            {
                for (var p = 0; p < depth; p++, source += stride, destination += destinationStride)
                {
                    Vector512.Load(source).Store(destination);
                    Vector512.Load(source + 16).Store(destination + 16);
                }
                return;
            }
            if (width <= 16 && stride >= 16)
            {
                // Reads and writes whole vectors: what is too much is the next row's (so the last row goes below) and is overwritten by it.
                for (; depth > 1; depth--, source += stride, destination += destinationStride)
                    Vector512.Load(source).Store(destination);
            }
        }
        for (var p = 0; p < depth; p++, source += stride, destination += destinationStride)
            Unsafe.CopyBlockUnaligned(destination, source, (uint)width * sizeof(float));
    }

    /// <summary>Fills the columns from <paramref name="from"/> to the panel's width with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ZeroColumns(float* panel, int from, int width, int depth)
    {
        for (var p = 0; p < depth; p++)
            for (var i = from; i < width; i++)
                panel[(nint)p * width + i] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(float* source, nint stride, float* destination, nint destinationStride)
    {
        var r0 = Vector128.Load(source);
        var r1 = Vector128.Load(source + stride);
        var r2 = Vector128.Load(source + 2 * stride);
        var r3 = Vector128.Load(source + 3 * stride);
        var low01 = Sse.UnpackLow(r0, r1);
        var low23 = Sse.UnpackLow(r2, r3);
        var high01 = Sse.UnpackHigh(r0, r1);
        var high23 = Sse.UnpackHigh(r2, r3);
        Sse.MoveLowToHigh(low01, low23).Store(destination);
        Sse.MoveHighToLow(low23, low01).Store(destination + destinationStride);
        Sse.MoveLowToHigh(high01, high23).Store(destination + 2 * destinationStride);
        Sse.MoveHighToLow(high23, high01).Store(destination + 3 * destinationStride);
    }

    /// <summary>
    /// destination[p][i] = source[offsets[i] + p] for sixteen rows i and sixteen columns p.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // a call for 256 numbers costs nothing; the first steps of a process, before it is compiled anew, would
    public static void Transpose16(float* source, nint* offsets, float* destination, nint destinationStride)
    {
        var r0 = Vector512.Load(source + offsets[0]);
        var r1 = Vector512.Load(source + offsets[1]);
        var r2 = Vector512.Load(source + offsets[2]);
        var r3 = Vector512.Load(source + offsets[3]);
        var r4 = Vector512.Load(source + offsets[4]);
        var r5 = Vector512.Load(source + offsets[5]);
        var r6 = Vector512.Load(source + offsets[6]);
        var r7 = Vector512.Load(source + offsets[7]);
        var r8 = Vector512.Load(source + offsets[8]);
        var r9 = Vector512.Load(source + offsets[9]);
        var r10 = Vector512.Load(source + offsets[10]);
        var r11 = Vector512.Load(source + offsets[11]);
        var r12 = Vector512.Load(source + offsets[12]);
        var r13 = Vector512.Load(source + offsets[13]);
        var r14 = Vector512.Load(source + offsets[14]);
        var r15 = Vector512.Load(source + offsets[15]);

        // Pairs of rows, then pairs of pairs, within each 128-bit quarter: Qjk holds the columns 4q+k of the rows 4j to 4j+3.
        Quarters(r0, r1, r2, r3, out var q00, out var q01, out var q02, out var q03);
        Quarters(r4, r5, r6, r7, out var q10, out var q11, out var q12, out var q13);
        Quarters(r8, r9, r10, r11, out var q20, out var q21, out var q22, out var q23);
        Quarters(r12, r13, r14, r15, out var q30, out var q31, out var q32, out var q33);

        var d = destination;
        Columns(q00, q10, q20, q30, out var c0, out var c4, out var c8, out var c12);
        Columns(q01, q11, q21, q31, out var c1, out var c5, out var c9, out var c13);
        Columns(q02, q12, q22, q32, out var c2, out var c6, out var c10, out var c14);
        Columns(q03, q13, q23, q33, out var c3, out var c7, out var c11, out var c15);
        c0.Store(d);
        c1.Store(d += destinationStride);
        c2.Store(d += destinationStride);
        c3.Store(d += destinationStride);
        c4.Store(d += destinationStride);
        c5.Store(d += destinationStride);
        c6.Store(d += destinationStride);
        c7.Store(d += destinationStride);
        c8.Store(d += destinationStride);
        c9.Store(d += destinationStride);
        c10.Store(d += destinationStride);
        c11.Store(d += destinationStride);
        c12.Store(d += destinationStride);
        c13.Store(d += destinationStride);
        c14.Store(d += destinationStride);
        c15.Store(d + destinationStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        out Vector512<float> first, out Vector512<float> second, out Vector512<float> third, out Vector512<float> fourth)
    {
        var lowAb = Avx512F.UnpackLow(a, b).AsDouble();
        var lowCd = Avx512F.UnpackLow(c, d).AsDouble();
        var highAb = Avx512F.UnpackHigh(a, b).AsDouble();
        var highCd = Avx512F.UnpackHigh(c, d).AsDouble();
        first = Avx512F.UnpackLow(lowAb, lowCd).AsSingle();
        second = Avx512F.UnpackHigh(lowAb, lowCd).AsSingle();
        third = Avx512F.UnpackLow(highAb, highCd).AsSingle();
        fourth = Avx512F.UnpackHigh(highAb, highCd).AsSingle();
    }

    /// <summary>Regroups quarter q of each input (rows 0-3, 4-7, 8-11, 12-15) into the whole column of quarter q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        out Vector512<float> first, out Vector512<float> second, out Vector512<float> third, out Vector512<float> fourth)
    {
        const byte even = 0b10_00_10_00;
        const byte odd = 0b11_01_11_01;
        var abEven = Avx512F.Shuffle4x128(a, b, even);
        var abOdd = Avx512F.Shuffle4x128(a, b, odd);
        var cdEven = Avx512F.Shuffle4x128(c, d, even);
        var cdOdd = Avx512F.Shuffle4x128(c, d, odd);
        first = Avx512F.Shuffle4x128(abEven, cdEven, even);
        third = Avx512F.Shuffle4x128(abEven, cdEven, odd);
        second = Avx512F.Shuffle4x128(abOdd, cdOdd, even);
        fourth = Avx512F.Shuffle4x128(abOdd, cdOdd, odd);
    }
}
