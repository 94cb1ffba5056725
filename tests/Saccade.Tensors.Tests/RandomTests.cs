using Saccade.Tensors.Random;

namespace Saccade.Tensors.Tests;

public class RandomTests
{
    /// <summary>The known answers published with the generator (Salmon et al. 2011, Random123's test vectors).</summary>
    [Fact]
    public void Philox_gives_the_published_answers()
    {
        Assert.Equal(new Philox.Block(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8), Philox.Generate(0, 0, 0, 0, 0, 0));
        const uint all = uint.MaxValue;
        Assert.Equal(new Philox.Block(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd), Philox.Generate(all, all, all, all, all, all));
        Assert.Equal(
            new Philox.Block(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1),
            Philox.Generate(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0));
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_variance_one()
    {
        var key = new RandomKey(1, RandomStream.Data, 0);
        double sum = 0, squares = 0;
        const int draws = 100_000;
        for (var i = 0; i < draws; i++)
        {
            var value = key.Normal((ulong)i);
            sum += value;
            squares += value * value;
        }
        Assert.InRange(sum / draws, -0.015, 0.015);
        Assert.InRange(squares / draws, 0.98, 1.02);
    }
}
