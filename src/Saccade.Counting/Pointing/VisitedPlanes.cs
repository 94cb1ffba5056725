using Saccade.Counting.Geometry;

namespace Saccade.Counting.Pointing;

/// <summary>
/// What has been visited, as numbers for each cell: how near the nearest visited place lies to where the cell says that its thing is (near and far sighted), and how the last one lies from there. The
/// picture itself stays unmarked, so that it needs to be looked at only once.
/// </summary>
internal static class VisitedPlanes
{
    /// <summary>Numbers of a cell.</summary>
    public const int Count = 6;

    private const int Near = 0, Far = 1, Last = 2, LastX = 3, LastY = 4, None = 5;

    // Of the bumps around visited places, in pixels: a mark lies about one beside its thing, and the nearest neighbour five or more; nothing is left of a bump at four times its spread.
    private const float NearSpread = 2, FarSpread = 10;
    private const int Spreads = 4;

    /// <summary>Fills the planes of one step.</summary>
    /// <param name="planes">(P, 6)</param>
    /// <param name="visited">In their order, in pixels of the canvas.</param>
    /// <param name="places">(P): where each cell says that its thing lies.</param>
    /// <param name="grid">P cells.</param>
    public static void Fill(Span<float> planes, ReadOnlySpan<PointPixels> visited, ReadOnlySpan<PointPixels> places, CellGrid grid)
    {
        planes.Clear();
        if (visited.IsEmpty)
        {
            for (var at = None; at < planes.Length; at += Count)
                planes[at] = 1;
            return;
        }
        foreach (var place in visited)
        {
            Bump(planes[Near..], place, places, grid, NearSpread);
            Bump(planes[Far..], place, places, grid, FarSpread);
        }
        Bump(planes[Last..], visited[^1], places, grid, FarSpread);
        for (var cell = 0; cell < grid.Count; cell++)
        {
            planes[(cell * Count) + LastX] = (float)((places[cell].X - visited[^1].X) / grid.Size * 2);
            planes[(cell * Count) + LastY] = (float)((places[cell].Y - visited[^1].Y) / grid.Size * 2);
        }
    }

    private static void Bump(Span<float> plane, PointPixels visited, ReadOnlySpan<PointPixels> places, CellGrid grid, float spread)
    {
        // Things lie in their cells or a cell beside them.
        var (reach, scale) = ((int)MathF.Ceiling(spread * Spreads / CellGrid.CellPixels) + 1, -1 / (2 * spread * spread));
        foreach (var cell in grid.Around(grid.CellOf(visited), reach))
        {
            ref var here = ref plane[cell * Count];
            here = MathF.Max(here, MathF.Exp(scale * (float)places[cell].SquaredDistanceTo(visited)));
        }
    }
}
