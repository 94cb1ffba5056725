namespace Saccade.Trajectories.Describing;

/// <summary>The weights of a few basis functions that come nearest to values, by the normal equations.</summary>
internal static class LeastSquares
{
    /// <param name="basis">Functions, each with as many values as <paramref name="values"/>; none a combination of the others.</param>
    /// <param name="values">What is fitted.</param>
    /// <returns>One weight a function, and the sum of squares that is left.</returns>
    public static (double[] Weights, double Residue) Fit(double[][] basis, double[] values)
    {
        var n = basis.Length;
        var rows = new double[n][];
        for (var i = 0; i < n; i++)
        {
            rows[i] = new double[n + 1];
            for (var j = 0; j < n; j++)
                rows[i][j] = Dot(basis[i], basis[j]);
            rows[i][n] = Dot(basis[i], values);
        }
        Eliminate(rows);
        var weights = rows.Select(row => row[n]).ToArray();
        var rest = 0.0;
        for (var t = 0; t < values.Length; t++)
        {
            var left = values[t];
            for (var i = 0; i < n; i++)
                left -= weights[i] * basis[i][t];
            rest += left * left;
        }
        return (weights, rest);
    }

    // Gauss and Jordan, the largest pivot first.
    private static void Eliminate(double[][] rows)
    {
        var n = rows.Length;
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(r => Math.Abs(rows[r][column]));
            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            var scale = rows[column][column];
            for (var j = column; j <= n; j++)
                rows[column][j] /= scale;
            for (var i = 0; i < n; i++)
            {
                var factor = rows[i][column];
                for (var j = column; i != column && j <= n; j++)
                    rows[i][j] -= factor * rows[column][j];
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
