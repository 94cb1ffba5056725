using Saccade.Tensors.Random;

namespace Saccade.Editing.Corpora;

/// <summary>What random numbers of a corpus are for. Each purpose has its own, so that a change to one leaves the others as they were.</summary>
internal enum CorpusPurpose : uint
{
    /// <summary>Loud and quiet stretches of a source.</summary>
    Loudness = 1,

    /// <summary>Calm and busy stretches.</summary>
    Motion = 2,

    /// <summary>Where its shots begin.</summary>
    Shots = 3,

    /// <summary>How long the finished timeline is.</summary>
    Length = 4,

    /// <summary>Which decisions are not the rule's, and what is done instead.</summary>
    Whim = 5,

    /// <summary>Where in the source it goes on after a cut, when that is not the rule's.</summary>
    FootageWhim = 6,
}

/// <summary>Random number <c>draw</c> of a sample is a function of (seed, sample, purpose, draw) alone. A draw's number is part of a corpus: it never changes.</summary>
internal readonly struct CorpusRandom(ulong seed, int sample, CorpusPurpose purpose)
{
    private readonly RandomKey _key = new(seed, RandomStream.Data, (ulong)sample, (uint)purpose);

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(int draw, double low, double high) => low + ((high - low) * _key.UniformDouble((ulong)draw));

    /// <summary>A whole number from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public int Integer(int draw, int low, int high) => low + _key.Integer((ulong)draw, high - low);
}
