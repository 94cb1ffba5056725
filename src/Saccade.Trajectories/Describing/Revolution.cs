namespace Saccade.Trajectories.Describing;

/// <summary>
/// An ellipse run through at constant angular speed, as a circle looks from the side, with or without a steady climb:
/// x = cx + a cos(w t) + b sin(w t), and y alike (plus the climb). For each w the rest is linear; w is the best of a fine grid.
/// </summary>
internal sealed record Revolution(double CentreX, double CentreY, double LongRadius, double ShortRadius, double Turns, double Rise, double Rest)
{
    private const double FewestTurns = 0.3, MostTurns = 2.5, TurnStep = 0.005;

    /// <summary>Turns are positive counter-clockwise as the picture shows them; the rise is positive upwards, over the whole track.</summary>
    public static Revolution Fit(PictureTrack track, bool climbing)
    {
        Revolution? best = null;
        for (var turns = FewestTurns; turns <= MostTurns; turns += TurnStep)
        {
            var fit = At(track, turns, climbing);
            if (best is null || fit.Rest < best.Rest)
                best = fit;
        }
        return best!;
    }

    private static Revolution At(PictureTrack track, double turns, bool climbing)
    {
        double[] one = [.. track.Times.Select(_ => 1.0)];
        var cos = Array.ConvertAll(track.Times, t => Math.Cos(2 * Math.PI * turns * t));
        var sin = Array.ConvertAll(track.Times, t => Math.Sin(2 * Math.PI * turns * t));
        var (x, restX) = LeastSquares.Fit([one, cos, sin], track.X);
        var (y, restY) = LeastSquares.Fit(climbing ? [one, cos, sin, track.Times] : [one, cos, sin], track.Y);
        // The axes of the ellipse are the singular values of ((xcos, xsin), (ycos, ysin)).
        var (squares, determinant) = (x[1] * x[1] + x[2] * x[2] + y[1] * y[1] + y[2] * y[2], x[1] * y[2] - x[2] * y[1]);
        var (sum, difference) = (Math.Sqrt(squares + 2 * Math.Abs(determinant)), Math.Sqrt(Math.Max(0, squares - 2 * Math.Abs(determinant))));
        // y grows downwards: from x towards y is clockwise.
        return new(x[0], y[0], (sum + difference) / 2, (sum - difference) / 2, determinant > 0 ? -turns : turns, climbing ? -y[3] : 0, restX + restY);
    }
}
