using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Saccade.Tensors.Random;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// The factors of a dropout: 0 with the given probability (to 1/65536), else 1 / (1 - probability). Element i depends on the key and i alone,
/// so that a mask is never stored: forward and backward, any range at a time, make the same one.
/// <para>Sixteen bits decide an element, so a Philox block serves eight. Blocks 8g to 8g+7 serve elements 64g to 64g+63, laid out for
/// vectors: with X0..X3 the words of block 8g+k, element 2k of the group takes the lower half of X0, 2k+1 that of X1, 16+2k and
/// 16+2k+1 their upper halves, and from 32 on X2 and X3 do the same.</para>
/// </summary>
internal readonly unsafe struct DropoutMask
{
    private const int Group = 64;

    private readonly RandomKey _key;
    private readonly int _threshold;
    private readonly float _factor;

    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1).</exception>
    public DropoutMask(RandomKey key, float probability)
    {
        if (!(probability is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), $"A dropout probability lies in [0, 1), unlike {probability}.");
        _key = key;
        _threshold = (int)MathF.Round(probability * 65536);
        _factor = 1 / (1 - probability);
    }

    /// <summary>Writes the factors of the elements from <paramref name="start"/> on.</summary>
    public void Fill(float* mask, long start, int count)
    {
        var padded = stackalloc float[Group];
        while (count > 0)
        {
            var skip = (int)(start % Group);
            var length = Math.Min(Group - skip, count);
            var groups = skip == 0 ? count / Group : 0;
            if (groups > 0)
            {
                length = groups * Group;
                Groups(mask, start / Group, groups);
            }
            else
            {
                Groups(padded, start / Group, 1);
                new Span<float>(padded + skip, length).CopyTo(new Span<float>(mask, length));
            }
            mask += length;
            start += length;
            count -= length;
        }
    }

    private void Groups(float* mask, long group, int groups)
    {
        for (var i = 0; i < groups; i++, group++, mask += Group)
        {
            if (Simd.Bits == 512)
            {
                Group512(mask, (ulong)group * 8);
            }
            else
            {
                Group256(mask, (ulong)group * 8, Vector256.Create(0UL, 1, 2, 3));
                Group256(mask + 8, (ulong)group * 8, Vector256.Create(4UL, 5, 6, 7));
            }
        }
    }

    /// <summary>Eight blocks at once: each word stands in the lower half of a 64-bit lane, where the product needs it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Group512(float* mask, ulong block)
    {
        var counter = Vector512.Create(block) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        var (k0, k1) = _key.PhiloxKey;
        Vector512<ulong> c0 = counter, c1 = counter >>> 32, c2 = Vector512.Create((ulong)_key.Call), c3 = Vector512.Create((ulong)_key.Stream);
        Vector512<uint> multiplier0 = Vector512.Create((ulong)Philox.Multiplier0).AsUInt32(), multiplier1 = Vector512.Create((ulong)Philox.Multiplier1).AsUInt32();
        for (var round = 0; round < Philox.Rounds; round++)
        {
            var product0 = Avx512F.Multiply(c0.AsUInt32(), multiplier0);
            var product1 = Avx512F.Multiply(c2.AsUInt32(), multiplier1);
            c0 = (product1 >>> 32) ^ c1 ^ Vector512.Create((ulong)k0);
            c1 = product1;
            c2 = (product0 >>> 32) ^ c3 ^ Vector512.Create((ulong)k1);
            c3 = product0;
            k0 += Philox.Weyl0;
            k1 += Philox.Weyl1;
        }
        var lower = Vector512.Create(0xFFFFFFFFUL);
        var halves = Vector512.Create(0xFFFF);
        var below = Vector512.Create(_threshold - 1);
        var factor = Vector512.Create(_factor).AsInt32();
        var first = ((c0 & lower) | (c1 << 32)).AsInt32();
        var second = ((c2 & lower) | (c3 << 32)).AsInt32();
        (Vector512.GreaterThan(first & halves, below) & factor).AsSingle().Store(mask);
        (Vector512.GreaterThan(first >>> 16, below) & factor).AsSingle().Store(mask + 16);
        (Vector512.GreaterThan(second & halves, below) & factor).AsSingle().Store(mask + 32);
        (Vector512.GreaterThan(second >>> 16, below) & factor).AsSingle().Store(mask + 48);
    }

    /// <summary>The same for four of the eight blocks, <paramref name="lanes"/> after the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Group256(float* mask, ulong block, Vector256<ulong> lanes)
    {
        var counter = Vector256.Create(block) + lanes;
        var (k0, k1) = _key.PhiloxKey;
        Vector256<ulong> c0 = counter, c1 = counter >>> 32, c2 = Vector256.Create((ulong)_key.Call), c3 = Vector256.Create((ulong)_key.Stream);
        Vector256<ulong> multiplier0 = Vector256.Create((ulong)Philox.Multiplier0), multiplier1 = Vector256.Create((ulong)Philox.Multiplier1);
        for (var round = 0; round < Philox.Rounds; round++)
        {
            var product0 = Product(c0, multiplier0);
            var product1 = Product(c2, multiplier1);
            c0 = (product1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
            c1 = product1;
            c2 = (product0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
            c3 = product0;
            k0 += Philox.Weyl0;
            k1 += Philox.Weyl1;
        }
        var lower = Vector256.Create(0xFFFFFFFFUL);
        var halves = Vector256.Create(0xFFFF);
        var below = Vector256.Create(_threshold - 1);
        var factor = Vector256.Create(_factor).AsInt32();
        var first = ((c0 & lower) | (c1 << 32)).AsInt32();
        var second = ((c2 & lower) | (c3 << 32)).AsInt32();
        (Vector256.GreaterThan(first & halves, below) & factor).AsSingle().Store(mask);
        (Vector256.GreaterThan(first >>> 16, below) & factor).AsSingle().Store(mask + 16);
        (Vector256.GreaterThan(second & halves, below) & factor).AsSingle().Store(mask + 32);
        (Vector256.GreaterThan(second >>> 16, below) & factor).AsSingle().Store(mask + 48);
    }

    /// <summary>The 64-bit products of the lower halves of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Product(Vector256<ulong> a, Vector256<ulong> b) =>
        Avx2.IsSupported ? Avx2.Multiply(a.AsUInt32(), b.AsUInt32()) : (a & Vector256.Create(0xFFFFFFFFUL)) * b;
}
