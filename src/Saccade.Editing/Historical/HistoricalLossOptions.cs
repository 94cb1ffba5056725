using System.ComponentModel.DataAnnotations;

namespace Saccade.Editing.Historical;

/// <summary>Keys <c>loss.*</c> of the model <c>historical</c>: what each term counts.</summary>
public sealed record HistoricalLossOptions
{
    [Range(0.0, 1e6)]
    public double Active { get; init; } = 1;

    [Range(0.0, 1e6)]
    public double Asset { get; init; } = 1;

    [Range(0.0, 1e6)]
    public double Scale { get; init; } = 1;

    /// <summary>Of x and y, with the anchor where there is one; squared errors are added up, not averaged.</summary>
    [Range(0.0, 1e6)]
    public double Position { get; init; } = 1;

    /// <summary>Of grids of twelve values a track.</summary>
    [Range(0.0, 1e6)]
    public double Rotation { get; init; } = 1;

    /// <summary>Of all four sides; squared errors are added up, not averaged.</summary>
    [Range(0.0, 1e6)]
    public double Crop { get; init; } = 1;

    /// <summary>Squared errors of cells with a clip alone, divided by their number; otherwise of all cells.</summary>
    public bool IgnoreInactive { get; init; } = true;

    /// <summary>The share of each class target that is spread over all classes.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double LabelSmoothing { get; init; }

    internal double Of(string group) => group switch
    {
        "scale" => Scale,
        "position" => Position,
        "rotation" => Rotation,
        _ => Crop,
    };
}
