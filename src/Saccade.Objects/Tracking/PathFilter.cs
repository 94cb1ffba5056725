namespace Saccade.Objects.Tracking;

/// <summary>
/// Follows one or two numbers of an object by a <see cref="PathModel"/>, and says around what and how closely each next sighting is expected, given all before it. Both numbers
/// have the same covariance.
/// </summary>
internal struct PathFilter
{
    private readonly double jerk;
    // Place, velocity and acceleration of either number, and their covariance.
    private double a0, a1, a2, b0, b1, b2;
    private double c00, c01, c02, c11, c12, c22;

    /// <param name="model">What is expected.</param>
    /// <param name="usualA">The first number where nothing is known.</param>
    /// <param name="usualB">The second.</param>
    public PathFilter(PathModel model, double usualA, double usualB = 0)
    {
        (jerk, a0, b0) = (model.Jerk * model.Jerk, usualA, usualB);
        (c00, c11, c22) = (model.First * model.First, model.Velocity * model.Velocity, model.Acceleration * model.Acceleration);
    }

    /// <summary>Goes on by one frame.</summary>
    public void Predict()
    {
        (a0, a1) = (a0 + a1 + 0.5 * a2, a1 + a2);
        (b0, b1) = (b0 + b1 + 0.5 * b2, b1 + b2);
        // F C F' of F = [1 1 1/2; 0 1 1; 0 0 1]: first the rows, then the columns.
        var (r00, r01, r02) = (c00 + c01 + 0.5 * c02, c01 + c11 + 0.5 * c12, c02 + c12 + 0.5 * c22);
        var (r11, r12) = (c11 + c12, c12 + c22);
        (c00, c01, c02) = (r00 + r01 + 0.5 * r02, r01 + r02, r02);
        (c11, c12, c22) = (r11 + r12, r12, c22 + jerk);
    }

    /// <summary>How far a sighting is from what is expected now, squared.</summary>
    /// <param name="seenA">The first number.</param>
    /// <param name="seenB">The second; 0 where there is none.</param>
    public readonly double SquaredOff(double seenA, double seenB = 0) => (seenA - a0) * (seenA - a0) + (seenB - b0) * (seenB - b0);

    /// <summary>The variance of either number of a sighting around what is expected now.</summary>
    /// <param name="noise">Standard deviation of sightings.</param>
    public readonly double VarianceOf(double noise) => c00 + noise * noise;

    /// <summary>Takes in what was seen.</summary>
    public void Take(double seenA, double seenB, double noise)
    {
        var (offA, offB, variance) = (seenA - a0, seenB - b0, VarianceOf(noise));
        var (g0, g1, g2) = (c00 / variance, c01 / variance, c02 / variance);
        (a0, a1, a2) = (a0 + g0 * offA, a1 + g1 * offA, a2 + g2 * offA);
        (b0, b1, b2) = (b0 + g0 * offB, b1 + g1 * offB, b2 + g2 * offB);
        (c11, c12, c22) = (c11 - g1 * c01, c12 - g1 * c02, c22 - g2 * c02);
        (c00, c01, c02) = (c00 * (1 - g0), c01 * (1 - g0), c02 * (1 - g0));
    }
}
