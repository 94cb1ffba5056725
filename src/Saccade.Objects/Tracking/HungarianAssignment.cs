namespace Saccade.Objects.Tracking;

/// <summary>
/// The cheapest assignment of each of N rows to a column of its own among M (Kuhn 1955, Munkres 1957; by shortest augmenting paths, as Jonker and
/// Volgenant 1987). Time grows with N^2 M. Of equally cheap ways the one with lower columns comes first: the same costs give the same assignment.
/// </summary>
public static class HungarianAssignment
{
    /// <param name="costs">(N,M), finite, N at most M.</param>
    /// <param name="rows">N</param>
    /// <param name="columns">M</param>
    /// <returns>(N): each row's column.</returns>
    /// <exception cref="ArgumentException">There are more rows than columns, the costs have another shape, or one is not finite.</exception>
    public static int[] Solve(ReadOnlySpan<double> costs, int rows, int columns)
    {
        if (rows < 0 || rows > columns || costs.Length != (long)rows * columns)
            throw new ArgumentException($"{costs.Length} costs are no matrix of {rows} rows and at least as many columns ({columns}).", nameof(costs));
        foreach (var cost in costs)
        {
            if (!double.IsFinite(cost))
                throw new ArgumentException("A cost is not finite.", nameof(costs));
        }
        var (rowPrice, columnPrice) = (new double[rows], new double[columns]);
        var rowOf = new int[columns];
        Array.Fill(rowOf, -1);
        var (distance, previous, reached) = (new double[columns], new int[columns], new bool[columns]);
        for (var start = 0; start < rows; start++)
        {
            // Dijkstra over columns by reduced costs, from the new row to the nearest free column.
            Array.Fill(distance, double.PositiveInfinity);
            Array.Clear(reached);
            var (row, last) = (start, -1);
            double length = 0;
            while (row >= 0)
            {
                var nearest = -1;
                for (var column = 0; column < columns; column++)
                {
                    if (reached[column])
                        continue;
                    var through = length + costs[row * columns + column] - rowPrice[row] - columnPrice[column];
                    if (through < distance[column])
                        (distance[column], previous[column]) = (through, last);
                    if (nearest < 0 || distance[column] < distance[nearest])
                        nearest = column;
                }
                length = distance[nearest];
                reached[nearest] = true;
                (row, last) = (rowOf[nearest], nearest);
            }
            // Prices rise by as much as the path passed each row and column before its end.
            rowPrice[start] += length;
            for (var column = 0; column < columns; column++)
            {
                if (!reached[column] || column == last)
                    continue;
                columnPrice[column] -= length - distance[column];
                rowPrice[rowOf[column]] += length - distance[column];
            }
            for (var column = last; column >= 0; column = previous[column])
                rowOf[column] = previous[column] >= 0 ? rowOf[previous[column]] : start;
        }
        var columnOf = new int[rows];
        for (var column = 0; column < columns; column++)
        {
            if (rowOf[column] >= 0)
                columnOf[rowOf[column]] = column;
        }
        return columnOf;
    }

    /// <summary>The cheapest set of pairs, where a row and a column may also stay alone, each row at a price. A pair that is not allowed costs infinity.</summary>
    /// <param name="costs">(N,M); positive infinity: not allowed.</param>
    /// <param name="rows">N</param>
    /// <param name="columns">M</param>
    /// <param name="alone">What a row without a column costs.</param>
    /// <returns>(N): each row's column, -1 for none.</returns>
    public static int[] SolvePartial(ReadOnlySpan<double> costs, int rows, int columns, double alone)
    {
        // One more column for each row stands for none. No allowed set costs as much as one pair that is forbidden.
        double allowed = alone;
        foreach (var cost in costs)
            allowed = double.IsFinite(cost) ? Math.Max(allowed, cost) : allowed;
        var forbidden = (rows + 1) * (allowed + 1);
        var wide = columns + rows;
        var all = new double[rows * wide];
        Array.Fill(all, forbidden);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (double.IsFinite(costs[row * columns + column]))
                    all[row * wide + column] = costs[row * columns + column];
            }
            all[row * wide + columns + row] = alone;
        }
        return [.. Solve(all, rows, wide).Select(column => column < columns ? column : -1)];
    }
}
