namespace Saccade.Tensors.Random;

/// <summary>What a series of random numbers is for. Different streams of one seed are independent.</summary>
public enum RandomStream
{
    /// <summary>Drawn by operations while a step runs: dropout, drop-path.</summary>
    Operations,

    /// <summary>Initial weights.</summary>
    Initialization,

    /// <summary>The order of samples in an epoch.</summary>
    Shuffling,

    /// <summary>Changes made to samples while training.</summary>
    Augmentation,

    /// <summary>Synthetic data.</summary>
    Data,

    /// <summary>Resampling in the evidence: bootstrap intervals, permuted labels.</summary>
    Evidence,
}

/// <summary>
/// Names one series of random numbers: (seed, stream, step, call). Element i of the series depends on the key and i alone, so nothing has to be
/// stored to go on after a stop, and no thread waits for another.
/// </summary>
public readonly record struct RandomKey(ulong Seed, RandomStream Stream, ulong Step, uint Call = 0)
{
    /// <summary>The key of the Philox blocks: seed, step and stream, mixed. The index and the call go into the counter.</summary>
    internal (uint K0, uint K1) PhiloxKey
    {
        get
        {
            var mixed = Seed + 0x9E3779B97F4A7C15UL * (Step + 1) + ((ulong)Stream << 56);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            mixed ^= mixed >> 31;
            return ((uint)mixed, (uint)(mixed >> 32));
        }
    }

    /// <summary>Element <paramref name="index"/> of the series as 128 random bits.</summary>
    public Philox.Block Bits(ulong index)
    {
        var (k0, k1) = PhiloxKey;
        return Philox.Generate((uint)index, (uint)(index >> 32), Call, (uint)Stream, k0, k1);
    }

    /// <summary>Element <paramref name="index"/> as a number in [0, 1), with 24 random bits.</summary>
    public float Uniform(ulong index) => (Bits(index).X0 >> 8) * (1f / (1 << 24));

    /// <summary>Element <paramref name="index"/> as a number in [0, 1), with 53 random bits.</summary>
    public double UniformDouble(ulong index)
    {
        var bits = Bits(index);
        return ((((ulong)bits.X0 << 32) | bits.X1) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Element <paramref name="index"/> as a standard normal number (Box and Muller 1958).</summary>
    public double Normal(ulong index)
    {
        var bits = Bits(index);
        var radius = Math.Sqrt(-2 * Math.Log(((bits.X0 >> 8) + 1) * (1.0 / (1 << 24))));
        return radius * Math.Cos(2 * Math.PI * ((bits.X1 >> 8) * (1.0 / (1 << 24))));
    }

    /// <summary>Element <paramref name="index"/> as an integer in [0, <paramref name="bound"/>), by multiplication (bias below 2^-32 x bound).</summary>
    public int Integer(ulong index, int bound) => (int)(((ulong)Bits(index).X0 * (uint)bound) >> 32);

    /// <summary>Puts <paramref name="items"/> in a random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Integer((ulong)i, i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
