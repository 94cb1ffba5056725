using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Historical;

/// <summary>Keys <c>model.*</c> of the model <c>historical</c>. The defaults are those of the reports: 2,230,547 parameters on 180 values a step.</summary>
public sealed record HistoricalOptions
{
    /// <summary>Encoder layers.</summary>
    [Range(1, 64)]
    public int Layers { get; init; } = 4;

    /// <summary>Numbers of a token.</summary>
    [Range(2, 4096)]
    public int Width { get; init; } = 256;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 64)]
    public int Heads { get; init; } = 8;

    /// <summary>Hidden numbers of each layer's feed-forward.</summary>
    [Range(1, 65_536)]
    public int FeedForward { get; init; } = 512;

    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; } = 0.1;

    /// <summary>How the projection of each track is worked out; the numbers are the same.</summary>
    public TrackProjection Projection { get; init; } = TrackProjection.Factored;

    /// <summary>Recommended by the reports: x and y each read a projection of tracks of their own. What can be said stays the same, since all of it is linear.</summary>
    public bool SeparateAxes { get; init; }

    /// <summary>Recommended by the reports: hidden numbers of a ReLU layer in each head, which the linear head then skips; 0 for none.</summary>
    [Range(0, 4096)]
    public int HeadHidden { get; init; }

    /// <summary>Recommended by the reports: an encoder for each type of parameter (active, asset, scale, position, crop), read by that type's heads.</summary>
    public bool EncoderPerType { get; init; }
}

/// <summary>Two ways to the same numbers: projection and heads are linear, so the track adds a constant to each.</summary>
public enum TrackProjection
{
    /// <summary>One product of heads and projection for the step, another for the track, added up.</summary>
    Factored,

    /// <summary>As it was written: every track's own vector at every step through the projection, then through each head.</summary>
    Naive,
}
