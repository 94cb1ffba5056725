using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>Keys <c>data.*</c> of the model <c>cuts</c>.</summary>
public sealed record FootageDataOptions
{
    /// <summary>Steps that are looked at together. A longer recording is cut into windows that overlap by half; of each the middle counts.</summary>
    [Range(16, 4096)]
    public int Window { get; init; } = 256;

    /// <summary>How often in training a window is not told of one of its features, drawn anew: recordings without sound are cut too.</summary>
    [Range(0.0, 0.9)]
    public double Absent { get; init; } = 0.1;

    /// <summary>Deviation of the noise that is added to loudness and motion in training.</summary>
    [Range(0.0, 1.0)]
    public double Noise { get; init; } = 0.02;
}
