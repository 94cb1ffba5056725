using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Extractors;

/// <summary>Keys <c>model.*</c> of <see cref="SlowFastExtractor"/>; the defaults are the form of 1,843,592 parameters.</summary>
public sealed record SlowFastOptions
{
    /// <summary>Channels after the slow pathway's first convolution; its two blocks have twice and four times as many.</summary>
    [Range(1, 4096)]
    public int Channels { get; init; } = 32;

    /// <summary>The slow pathway sees every so manyth frame (alpha in the paper); it divides the number of frames.</summary>
    [Range(1, 1024)]
    public int SpeedRatio { get; init; } = 4;

    /// <summary>The slow pathway has so many times the fast one's channels (1 / beta in the paper); it divides the channels.</summary>
    [Range(1, 4096)]
    public int ChannelRatio { get; init; } = 4;

    /// <summary>D, even: half of them the slow pathway's, half the fast one's.</summary>
    [Range(2, 65_536)]
    public int Features { get; init; } = 192;

    /// <summary>What follows each convolution.</summary>
    public Normalization Norm { get; init; } = Normalization.Group;

    /// <summary>On both pathways' last grids, before the features are read from them.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public float Dropout { get; init; }
}
