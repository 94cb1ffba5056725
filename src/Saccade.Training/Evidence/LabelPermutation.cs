using Saccade.Tensors.Random;

namespace Saccade.Training;

/// <summary>
/// Which training sample's truth each training sample gets when labels are permuted: every truth is used once, so that the shares of the classes
/// stay as they are, and always by the same sample, so that a model may learn the wrong pairs by heart. Indices beyond
/// <c>count</c> (an endless split) are permuted within their own block of as many.
/// </summary>
public sealed class LabelPermutation(long count, ulong seed)
{
    private const int LongestBlock = 100_000;

    private readonly int length = (int)Math.Clamp(count, 1, LongestBlock);
    private long blockHeld = -1;
    private int[] order = [];

    /// <summary>The sample whose truth sample <paramref name="index"/> gets.</summary>
    public long Of(long index)
    {
        var (block, place) = Math.DivRem(index, length);
        if (block != blockHeld)
        {
            // A stored set's last block is shorter: it must not reach beyond the set.
            var size = block * length < count ? (int)Math.Min(length, count - block * length) : length;
            order = [.. Enumerable.Range(0, size)];
            new RandomKey(seed, RandomStream.Evidence, (ulong)block).Shuffle(order.AsSpan());
            blockHeld = block;
        }
        return block * length + order[place];
    }
}
