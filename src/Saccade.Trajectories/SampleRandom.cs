using Saccade.Tensors.Random;

namespace Saccade.Trajectories;

/// <summary>What random numbers of a data set are for. Each purpose has its own, so that a change to one leaves the others as they were.</summary>
public enum SamplePurpose : uint
{
    /// <summary>The order of classes over sample indices; the "sample" is a group of as many as there are classes.</summary>
    ClassOrder = 1,

    /// <summary>The parameters of a sample's path.</summary>
    Motion = 2,

    /// <summary>Noise on a sample's pixels.</summary>
    PixelNoise = 3,

    /// <summary>Which samples go to which part of the split; the "sample" is the class.</summary>
    Split = 4,

    /// <summary>The order of a sample's frames where a control shuffles them.</summary>
    FrameOrder = 5,

    /// <summary>Family and colour of a distractor; the "sample" is eight times the clip's index and the distractor's number.</summary>
    Distractor = 6,

    /// <summary>The parameters of a distractor's path; the "sample" as before.</summary>
    DistractorMotion = 7,

    /// <summary>Where the bar that hides a sample's ball lies.</summary>
    Occlusion = 8,

    /// <summary>How many objects a clip has, and when its lasting one is hidden.</summary>
    ObjectCounts = 9,

    /// <summary>When an object of a clip is there, and near what; the "sample" is 64 times the clip's index and the object's number.</summary>
    ObjectLife = 10,

    /// <summary>The parameters of an object's path; the "sample" as before.</summary>
    ObjectMotion = 11,

    /// <summary>A transient of the coloured look; the "sample" as before.</summary>
    HistoricalTransient = 12,

    /// <summary>Which object gets which label where a control permutes them.</summary>
    KindPermutation = 13,
}

/// <summary>
/// The random numbers of one sample: number <c>draw</c> is a function of (seed, sample, purpose, draw) alone, so that samples can be
/// made in any order, on any thread, and made again. A draw's number is part of a data set's definition: it never changes.
/// </summary>
public readonly struct SampleRandom(ulong seed, long sample, SamplePurpose purpose)
{
    private readonly RandomKey key = new(seed, RandomStream.Data, (ulong)sample, (uint)purpose);

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(int draw, double low, double high) => low + (high - low) * key.UniformDouble((ulong)draw);

    /// <summary>+1 or -1.</summary>
    public int Sign(int draw) => 1 - 2 * key.Integer((ulong)draw, 2);

    /// <summary>A direction uniform on the sphere; uses draws <paramref name="draw"/> and <paramref name="draw"/> + 1.</summary>
    public PositionWorld Direction(int draw)
    {
        var z = Uniform(draw, -1, 1);
        var (sin, cos) = Math.SinCos(Uniform(draw + 1, 0, 2 * Math.PI));
        var ground = Math.Sqrt(1 - z * z);
        return new(ground * cos, ground * sin, z);
    }

    /// <summary>Three standard normal numbers; uses draws <paramref name="draw"/> to <paramref name="draw"/> + 2.</summary>
    public PositionWorld Normal(int draw) => new(key.Normal((ulong)draw), key.Normal((ulong)draw + 1), key.Normal((ulong)draw + 2));

    /// <summary>128 random bits.</summary>
    public Philox.Block Bits(int draw) => key.Bits((ulong)draw);

    /// <summary>Puts <paramref name="items"/> in a random order; uses draws 1 to their number less one.</summary>
    public void Shuffle(Span<int> items) => key.Shuffle(items);
}
