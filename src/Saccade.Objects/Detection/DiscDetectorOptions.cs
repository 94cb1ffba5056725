namespace Saccade.Objects.Detection;

/// <summary>What counts as something bright enough and large enough.</summary>
public sealed record DiscDetectorOptions
{
    /// <summary>
    /// A pixel belongs to something from this share of full light on (of the distance from the background, where there is one), in its strongest
    /// channel. Default 0.08: the shaded rim of a far ball has 0.1, a red disc 0.9. Where a frame's noise calls for more, more is asked.
    /// </summary>
    public double Threshold { get; init; } = 0.08;

    /// <summary>Things of less area are dropped, in pixels. Default 4: a third of the smallest ball of 64 pixels.</summary>
    public double SmallestArea { get; init; } = 4;

    /// <summary>Of more things in one frame only the largest are kept. Default 256.</summary>
    public int MostObjects { get; init; } = 256;

    /// <exception cref="ArgumentException">A value is out of its range; the message names the option and the range.</exception>
    public void Validate()
    {
        if (!(Threshold is > 0 and < 1))
            throw new ArgumentException($"threshold: {Threshold} is not between 0 and 1.");
        if (!(SmallestArea >= 1))
            throw new ArgumentException($"smallest area: {SmallestArea} is not 1 pixel or more.");
        if (MostObjects is < 1 or > 4096)
            throw new ArgumentException($"most objects: {MostObjects} is not between 1 and 4096.");
    }
}
