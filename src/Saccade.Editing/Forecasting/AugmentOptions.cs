using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Forecasting;

/// <summary>Keys <c>augment.*</c> of the model <c>tracks</c>: how training windows are changed, each time anew.</summary>
public sealed record AugmentOptions
{
    /// <summary>Windows begin anywhere, instead of every <see cref="TrackDataOptions.Window"/> steps.</summary>
    public bool Crop { get; init; } = true;

    /// <summary>The share of steps that are left out or doubled: time goes unevenly, and habits that are exact to the step are blurred.</summary>
    [Range(0.0, 0.5)]
    public double Jitter { get; init; }

    /// <summary>Standard deviation of what is added to the numbers that are handed over (not to those asked for), in their own deviations.</summary>
    [Range(0.0, 10.0)]
    public double Noise { get; init; } = 0.02;

    /// <summary>The share of windows in which tracks are not known, as where a part of the tracks is to be filled in.</summary>
    [Range(0.0, 1.0)]
    public double HideTracks { get; init; } = 0.1;

    /// <summary>The share of windows that are told of no content.</summary>
    [Range(0.0, 1.0)]
    public double HideContent { get; init; } = 0.05;
}
