using System.ComponentModel.DataAnnotations;
using Saccade.Counting.Marks;

namespace Saccade.Counting.Historical;

/// <summary>Keys <c>marks.*</c>: what is drawn upon things that have been counted.</summary>
public sealed record MarkOptions
{
    public MarkStyle Style { get; init; } = MarkStyle.Numbers;

    /// <summary>Of a disc, in pixels of an image whose longer side has 384.</summary>
    [Range(1.0, 96.0)]
    public double Radius { get; init; } = MarkDrawing.HistoricalRadius;
}
