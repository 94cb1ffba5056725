namespace Saccade.Objects.Detection;

/// <summary>
/// Fits the union of K discs to a patch by least squares over its pixels (Levenberg 1944, Marquardt 1963). A disc covers min(1, max(0, (r - d) / w + 1/2))
/// of a pixel d from its centre: with w = 1 the anti-aliased disc that is drawn. A wider edge comes first, which pulls from farther away.
/// </summary>
internal static class DiscFit
{
    private const int Steps = 12, MostDiscs = 4, MostUnknowns = 3 * MostDiscs;
    private const double SmallestRadius = 0.5, StepThatEnds = 0.005;

    /// <summary>Moves and resizes <paramref name="discs"/>.</summary>
    /// <param name="patch">What they are to cover.</param>
    /// <param name="discs">(K), 1 to 4: a guess, replaced by the fit.</param>
    /// <returns>Intersection over union of the discs with what the patch covers, from 0 to 1.</returns>
    public static double Fit(CoveragePatch patch, Span<Disc> discs)
    {
        double largest = 0;
        foreach (var disc in discs)
            largest = Math.Max(largest, disc.Radius);
        var sharp = (double)patch.Stride;
        if (0.5 * largest > sharp)
            Descend(patch, discs, 0.5 * largest);
        Descend(patch, discs, sharp);
        return Overlap(patch, discs);
    }

    private static void Descend(CoveragePatch patch, Span<Disc> discs, double edge)
    {
        var n = 3 * discs.Length;
        Span<double> normal = stackalloc double[MostUnknowns * MostUnknowns], slope = stackalloc double[MostUnknowns];
        Span<double> damped = stackalloc double[MostUnknowns * MostUnknowns], step = stackalloc double[MostUnknowns];
        Span<Disc> tried = stackalloc Disc[MostDiscs];
        tried = tried[..discs.Length];
        var damping = 1e-3;
        var cost = Measure(patch, discs, edge, normal, slope);
        for (var i = 0; i < Steps; i++)
        {
            normal.CopyTo(damped);
            for (var k = 0; k < n; k++)
                damped[k * n + k] += damping * (normal[k * n + k] + 1);
            slope.CopyTo(step);
            Solve(damped, step, n);
            double longest = 0;
            for (var k = 0; k < discs.Length; k++)
            {
                tried[k] = new(discs[k].X + step[3 * k], discs[k].Y + step[3 * k + 1], Math.Max(SmallestRadius, discs[k].Radius + step[3 * k + 2]));
                longest = Math.Max(longest, Math.Max(Math.Abs(step[3 * k]), Math.Max(Math.Abs(step[3 * k + 1]), Math.Abs(step[3 * k + 2]))));
            }
            var reached = Measure(patch, tried, edge, damped, step);
            if (reached < cost)
            {
                tried.CopyTo(discs);
                damped.CopyTo(normal);
                step.CopyTo(slope);
                (cost, damping) = (reached, 0.3 * damping);
            }
            else
            {
                damping = 10 * damping;
            }
            if (longest < StepThatEnds)
                break;
        }
    }

    /// <summary>Sum of squared errors, with J'J (n x n) and J'e (n) for the unknowns x, y, r of each disc.</summary>
    private static double Measure(CoveragePatch patch, ReadOnlySpan<Disc> discs, double edge, Span<double> normal, Span<double> slope)
    {
        var n = 3 * discs.Length;
        normal.Clear();
        slope.Clear();
        double cost = 0;
        foreach (var pixel in patch.Pixels)
        {
            var (nearest, depth, distance) = (0, double.NegativeInfinity, 0.0);
            for (var k = 0; k < discs.Length; k++)
            {
                var (dx, dy) = (pixel.X - discs[k].X, pixel.Y - discs[k].Y);
                var d = Math.Sqrt(dx * dx + dy * dy);
                if (discs[k].Radius - d > depth)
                    (nearest, depth, distance) = (k, discs[k].Radius - d, d);
            }
            var model = depth / edge + 0.5;
            var error = pixel.Coverage - Math.Clamp(model, 0, 1);
            cost += error * error;
            if (model <= 0 || model >= 1 || distance < 1e-9)
                continue;
            Span<double> j = [(pixel.X - discs[nearest].X) / (distance * edge), (pixel.Y - discs[nearest].Y) / (distance * edge), 1 / edge];
            for (var a = 0; a < 3; a++)
            {
                slope[3 * nearest + a] += j[a] * error;
                for (var b = 0; b < 3; b++)
                    normal[(3 * nearest + a) * n + 3 * nearest + b] += j[a] * j[b];
            }
        }
        return cost;
    }

    private static double Overlap(CoveragePatch patch, ReadOnlySpan<Disc> discs)
    {
        double both = 0, either = 0;
        foreach (var pixel in patch.Pixels)
        {
            double covered = 0;
            foreach (var disc in discs)
            {
                var (dx, dy) = (pixel.X - disc.X, pixel.Y - disc.Y);
                covered = Math.Max(covered, Math.Clamp((disc.Radius - Math.Sqrt(dx * dx + dy * dy)) / patch.Stride + 0.5, 0, 1));
            }
            both += Math.Min(covered, pixel.Coverage);
            either += Math.Max(covered, pixel.Coverage);
        }
        return either > 0 ? both / either : 0;
    }

    // Symmetric positive definite (n x n); the solution replaces the right side. Cholesky: the lower half of the matrix becomes its root.
    private static void Solve(Span<double> matrix, Span<double> right, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i * n + j];
                for (var k = 0; k < j; k++)
                    sum -= matrix[i * n + k] * matrix[j * n + k];
                matrix[i * n + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / matrix[j * n + j];
            }
        }
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
                right[i] -= matrix[i * n + k] * right[k];
            right[i] /= matrix[i * n + i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
                right[i] -= matrix[k * n + i] * right[k];
            right[i] /= matrix[i * n + i];
        }
    }
}
