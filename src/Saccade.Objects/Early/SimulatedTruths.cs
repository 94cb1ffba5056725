using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>Truths of clips that are made as given ones are, but of other seeds, so that none of them is any of those: what observers learn their posterior from.</summary>
/// <param name="options">What the clips are like.</param>
public sealed class SimulatedTruths(PersistenceClipOptions options)
{
    /// <summary>How many are counted for a posterior: with more the best decisions do not change by a tenth of a point any more.</summary>
    public const int Clips = 200_000;

    private const ulong OtherSeed = 0x5EED_0F_BA7E5;

    // Noise and blur change pixels only.
    private readonly PersistenceGenerator generator = new(options with { Seed = options.Seed ^ OtherSeed, Noise = 0, Blur = 0 });

    /// <summary>The truth of clip <paramref name="index"/>, any number from 0.</summary>
    public ClipObjects Truth(long index) => generator.ReadTruth(index);

    /// <summary>The curve of an observer, counted over one half of the truths and decided on the other.</summary>
    /// <param name="observer">What is seen.</param>
    /// <param name="clips">Of each half.</param>
    public BayesCurve Curve(IObserver observer, int clips = Clips) => BayesCurve.Simulate(observer, options.Frames, Truth, clips);
}
