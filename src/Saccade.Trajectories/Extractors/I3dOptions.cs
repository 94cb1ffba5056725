using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Extractors;

/// <summary>Keys <c>model.*</c> of <see cref="I3dExtractor"/>; the defaults are the form of 1,983,904 parameters.</summary>
public sealed record I3dOptions
{
    /// <summary>Channels after the first convolution, divisible by 4; the three blocks have twice, four times and eight times as many.</summary>
    [Range(4, 4096)]
    public int Channels { get; init; } = 32;

    /// <summary>D</summary>
    [Range(1, 65_536)]
    public int Features { get; init; } = 192;

    /// <summary>What follows each convolution.</summary>
    public Normalization Norm { get; init; } = Normalization.Group;
}
