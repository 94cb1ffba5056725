using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Counting.Sets;

/// <summary>Deals images to training, validation and test: of each five in a row three, one and one, in a random order.</summary>
public static class SplitDeal
{
    // The draws' numbers are part of what a set is: they never change.
    private const uint Deal = 110;

    private static readonly Split[] Five = [Split.Train, Split.Train, Split.Train, Split.Validation, Split.Test];

    /// <summary>The part of image <paramref name="index"/> of a set with this seed.</summary>
    public static Split Of(long index, ulong seed)
    {
        var five = Five.ToArray();
        new RandomKey(seed, RandomStream.Data, (ulong)(index / Five.Length), Deal).Shuffle(five.AsSpan());
        return five[index % Five.Length];
    }
}
