namespace Saccade.Trajectories.Tests;

/// <summary>Least squares over equally spaced times.</summary>
internal static class PolynomialFit
{
    /// <summary>Root mean square of what the best polynomial of this degree leaves of <paramref name="values"/>.</summary>
    public static double Residual(double[] values, int degree)
    {
        // Monomials made orthogonal one after the other (Gram and Schmidt), each taken out of the values.
        var rest = (double[])values.Clone();
        var basis = new List<double[]>();
        for (var power = 0; power <= degree; power++)
        {
            var function = Enumerable.Range(0, values.Length).Select(i => Math.Pow(2.0 * i / (values.Length - 1) - 1, power)).ToArray();
            foreach (var earlier in basis)
                TakeOut(function, earlier);
            basis.Add(function);
            TakeOut(rest, function);
        }
        return Math.Sqrt(Dot(rest, rest) / rest.Length);
    }

    private static void TakeOut(double[] from, double[] direction)
    {
        var share = Dot(from, direction) / Dot(direction, direction);
        for (var i = 0; i < from.Length; i++)
            from[i] -= share * direction[i];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
