using Saccade.Editing.Grid;

namespace Saccade.Editing.Judging;

/// <summary>Whether an eye would take two cells for the same: nothing on both, or the same class with numbers that lie no further apart than a fifth of the smallest thing that made-up editors change.</summary>
public static class SameCell
{
    // Of scale and crops in per cent, and of positions in parts of the frame.
    private const double Percent = 2.5, Position = 0.02;

    /// <param name="layout">What cells hold.</param>
    /// <param name="right">(V)</param>
    /// <param name="said">(V)</param>
    public static bool Are(GridLayout layout, ReadOnlySpan<float> right, ReadOnlySpan<float> said)
    {
        if (right[GridLayout.Active] != said[GridLayout.Active])
            return false;
        if (right[GridLayout.Active] != 1)
            return true;
        if (right[GridLayout.Asset] != said[GridLayout.Asset])
            return false;
        foreach (var group in layout.Groups)
        {
            var allowed = group.Name == "position" ? Position : Percent;
            for (var v = GridLayout.FirstNumber + group.First; v < GridLayout.FirstNumber + group.First + group.Count; v++)
            {
                if (!(Math.Abs(right[v] - said[v]) <= allowed))
                    return false;
            }
        }
        return true;
    }
}
