using Saccade.Counting.Geometry;

namespace Saccade.Counting.Pointing;

/// <summary>
/// What has been visited, as numbers for each cell: how many visited places lie in it, how near the nearest one is (near and far sighted), and how the last one lies from here. The
/// picture itself stays unmarked, so that it needs to be looked at only once.
/// </summary>
internal static class VisitedPlanes
{
    /// <summary>Numbers of a cell.</summary>
    public const int Count = 7;

    private const int Visits = 0, Near = 1, Far = 2, Last = 3, LastX = 4, LastY = 5, None = 6;

    // Of the bumps around visited places, in cells; nothing is left of one at four times that.
    private const double NearSpread = 1, FarSpread = 2.5;
    private const int Spreads = 4;

    /// <summary>Fills the planes of one step.</summary>
    /// <param name="planes">(P, 7)</param>
    /// <param name="visited">In their order, in pixels of the canvas.</param>
    /// <param name="grid">P cells.</param>
    public static void Fill(Span<float> planes, ReadOnlySpan<PointPixels> visited, CellGrid grid)
    {
        planes.Clear();
        foreach (var place in visited)
        {
            planes[(grid.CellOf(place) * Count) + Visits]++;
            Bump(planes, place, grid, Near, NearSpread);
            Bump(planes, place, grid, Far, FarSpread);
        }
        if (visited.IsEmpty)
        {
            for (var at = None; at < planes.Length; at += Count)
                planes[at] = 1;
            return;
        }
        Bump(planes, visited[^1], grid, Last, FarSpread);
        for (var cell = 0; cell < grid.Count; cell++)
        {
            var middle = grid.Middle(cell);
            planes[(cell * Count) + LastX] = (float)((middle.X - visited[^1].X) / grid.Size * 2);
            planes[(cell * Count) + LastY] = (float)((middle.Y - visited[^1].Y) / grid.Size * 2);
        }
    }

    private static void Bump(Span<float> planes, PointPixels place, CellGrid grid, int plane, double spread)
    {
        var (column, row) = (place.X / CellGrid.CellPixels, place.Y / CellGrid.CellPixels);
        var reach = (int)Math.Ceiling(spread * Spreads);
        for (var y = Math.Max(0, (int)row - reach); y <= Math.Min(grid.Side - 1, (int)row + reach); y++)
        {
            for (var x = Math.Max(0, (int)column - reach); x <= Math.Min(grid.Side - 1, (int)column + reach); x++)
            {
                var squared = ((x + 0.5 - column) * (x + 0.5 - column)) + ((y + 0.5 - row) * (y + 0.5 - row));
                ref var here = ref planes[(((y * grid.Side) + x) * Count) + plane];
                here = Math.Max(here, (float)Math.Exp(-squared / (2 * spread * spread)));
            }
        }
    }
}
