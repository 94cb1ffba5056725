using System.ComponentModel.DataAnnotations;
using Saccade.Counting.Losses;

namespace Saccade.Counting.Historical;

/// <summary>Keys <c>loss.*</c> of the model of marked pictures.</summary>
public sealed record MarkedLossOptions
{
    /// <summary>What an error of the coordinates costs.</summary>
    public SpatialForm Spatial { get; init; } = SpatialForm.Funnel;

    /// <summary>From where a funnel and Huber's loss are straight: a distance |dx| + |dy| in coordinates from -1 to 1, so that 0.3 is 57.6 pixels along an axis of 384. It has nothing to do with when counting stops.</summary>
    [Range(0.001, 4.0)]
    public double Threshold { get; init; } = 0.3;

    /// <summary>Whether the place that is asked for is that of the thing which is left and lies nearest to what was said, and not that of the next one in order.</summary>
    public bool Nearest { get; init; }

    /// <summary>What the end counts, in training: of coordinates a factor of its binary cross-entropy, of cells what a step with nothing left counts beside another.</summary>
    [Range(0.01, 100.0)]
    public double Done { get; init; } = 1;

    /// <summary>What the place inside of a chosen cell counts.</summary>
    [Range(0.0, 100.0)]
    public double Offset { get; init; } = 10;
}
