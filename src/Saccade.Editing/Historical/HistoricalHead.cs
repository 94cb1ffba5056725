using Saccade.Editing.Grid;

namespace Saccade.Editing.Historical;

/// <summary>What one head of the historical model says of a cell.</summary>
/// <param name="Name">As its parameters are called: <c>active</c>, <c>asset</c>, <c>scale</c>, <c>pos_x</c>, ..</param>
/// <param name="Type">The type of parameter that it belongs to: <c>active</c>, <c>asset</c>, or the name of a group of numbers.</param>
/// <param name="Outputs">Classes, or one number.</param>
internal sealed record HistoricalHead(string Name, string Type, int Outputs)
{
    /// <summary>Whether it says x or y.</summary>
    public bool IsAxis => Name is "pos_x" or "pos_y";

    /// <summary>All heads in the order of a reading: active, asset, one for each number.</summary>
    public static IReadOnlyList<HistoricalHead> Of(GridLayout layout) =>
    [
        new("active", "active", HistoricalModel.ActiveClasses),
        new("asset", "asset", HistoricalModel.AssetClasses),
        .. layout.Groups.SelectMany(g => layout.Values.Skip(GridLayout.FirstNumber + g.First).Take(g.Count).Select(v => new HistoricalHead(v is "x" or "y" ? $"pos_{v}" : v, g.Name, 1))),
    ];
}
