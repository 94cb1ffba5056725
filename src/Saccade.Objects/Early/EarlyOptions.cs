using System.ComponentModel.DataAnnotations;

namespace Saccade.Objects.Early;

/// <summary>Keys <c>model.*</c> of the model <c>early</c>.</summary>
public sealed record EarlyOptions
{
    /// <summary>Extent of a frame's token.</summary>
    [Range(1, 4096)]
    public int Width { get; init; } = 48;

    /// <summary>Layers of the causal transformer over frames.</summary>
    [Range(1, 64)]
    public int Depth { get; init; } = 2;

    /// <summary>Attention heads; they divide the width.</summary>
    [Range(1, 64)]
    public int Heads { get; init; } = 4;

    /// <summary>Extent of the transformer's hidden layers.</summary>
    [Range(1, 16_384)]
    public int FeedForward { get; init; } = 96;

    /// <summary>Extent of what is known of one object.</summary>
    [Range(1, 1024)]
    public int ObjectWidth { get; init; } = 48;

    /// <summary>Channels of the first layer that looks at an object's picture; the second has twice as many.</summary>
    [Range(1, 256)]
    public int CropChannels { get; init; } = 12;

    /// <summary>Tracks of one clip that there is room for; later ones are left out.</summary>
    [Range(1, 256)]
    public int Slots { get; init; } = 28;

    /// <summary>Whether the tracker takes sightings for one object only if their light fits as well (<see cref="Tracking.TrackerOptions.LightGate"/>).</summary>
    public bool Light { get; init; }

    /// <summary>
    /// An object whose kind is this probable by its track alone is not looked at any more: its picture is not encoded, and its track's state has to do. 1: every object
    /// is looked at in every frame.
    /// </summary>
    [Range(0.5, 1.0)]
    public double Sure { get; init; } = 0.97;

    /// <summary>An object is not looked at either whose picture does not promise to change its log-odds by so much; what pictures change is learnt. 0: none is left out for that.</summary>
    [Range(0.0, 100.0)]
    public float Worth { get; init; }

    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public float Dropout { get; init; }
}
