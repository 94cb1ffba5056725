using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Random;

namespace Saccade.Tensors.Tests.Kernels;

public unsafe class DropoutMaskTests
{
    private static readonly RandomKey _key = new(5, RandomStream.Operations, 12, 3);

    [Theory]
    [InlineData(0, 64)]
    [InlineData(0, 1)]
    [InlineData(37, 200)]
    [InlineData(128, 129)]
    [InlineData(1_000_000_000_003, 70)]
    public void Every_range_agrees_with_the_scalar_definition(long start, int count)
    {
        var mask = new float[count];
        fixed (float* p = mask)
            new DropoutMask(_key, 0.3f).Fill(p, start, count);
        for (var i = 0; i < count; i++)
            Assert.Equal(Reference(start + i, 0.3f), mask[i]);
    }

    [Fact]
    public void Both_vector_widths_agree_with_the_scalar_definition()
    {
        var mask = new DropoutMask(_key, 0.3f);
        var narrow = stackalloc float[64];
        mask.Group256(narrow, 800, Vector256.Create(0UL, 1, 2, 3));
        mask.Group256(narrow + 8, 800, Vector256.Create(4UL, 5, 6, 7));
        for (var i = 0; i < 64; i++)
            Assert.Equal(Reference(6400 + i, 0.3f), narrow[i]);
        if (!Avx512F.IsSupported)
            return;
        var wide = stackalloc float[64];
        mask.Group512(wide, 800);
        Assert.True(new Span<float>(wide, 64).SequenceEqual(new Span<float>(narrow, 64)));
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    public void The_share_of_dropped_elements_is_the_probability(float probability)
    {
        const int count = 1 << 20;
        var mask = new float[count];
        fixed (float* p = mask)
            new DropoutMask(_key, probability).Fill(p, 0, count);
        var dropped = mask.Count(m => m == 0) / (double)count;
        Assert.InRange(dropped, probability - 0.002, probability + 0.002);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1)]
    [InlineData(float.NaN)]
    public void A_probability_outside_of_the_range_is_refused(float probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DropoutMask(_key, probability));

    private static float Reference(long element, float probability)
    {
        var place = (int)(element % 64);
        var block = _key.Bits((ulong)(element / 64) * 8 + (ulong)(place % 16 / 2));
        uint[] words = [block.X0, block.X1, block.X2, block.X3];
        var word = words[place / 32 * 2 + place % 2];
        var bits = place % 32 < 16 ? word & 0xFFFF : word >> 16;
        return bits < MathF.Round(probability * 65536) ? 0 : 1 / (1 - probability);
    }
}
