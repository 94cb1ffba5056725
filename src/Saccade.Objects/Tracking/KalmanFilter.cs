using Saccade.Trajectories;

namespace Saccade.Objects.Tracking;

/// <summary>
/// Where an object is and how it moves, if its velocity changes little from frame to frame (Kalman 1960; constant velocity with white acceleration,
/// as in Bar-Shalom, Li and Kirubarajan, "Estimation with applications to tracking and navigation", 2001). Both axes have the same noise, so that
/// one 2 x 2 covariance of place and velocity serves both.
/// </summary>
internal sealed class KalmanFilter
{
    private readonly double measured, accelerated;
    private double x, y, velocityX, velocityY;

    // The covariance: place, place with velocity, velocity.
    private double place, mixed, velocity;

    /// <param name="first">Where it was seen first.</param>
    /// <param name="options">The three deviations.</param>
    public KalmanFilter(PositionPixels first, TrackerOptions options)
    {
        measured = options.CentreDeviation * options.CentreDeviation;
        accelerated = options.Acceleration * options.Acceleration;
        (x, y) = (first.X, first.Y);
        (place, velocity) = (measured, options.FirstVelocity * options.FirstVelocity);
    }

    /// <summary>One that goes on from here by itself.</summary>
    public KalmanFilter Copy() => (KalmanFilter)MemberwiseClone();

    /// <summary>The place now, as far as it is known.</summary>
    public PositionPixels Position => new(x, y);

    /// <summary>One axis' variance of a sighting around <see cref="Position"/>, in square pixels.</summary>
    public double SightingVariance => place + measured;

    /// <summary>Goes on by one frame.</summary>
    public void Predict()
    {
        (x, y) = (x + velocityX, y + velocityY);
        place += 2 * mixed + velocity + 0.25 * accelerated;
        mixed += velocity + 0.5 * accelerated;
        velocity += accelerated;
    }

    /// <summary>Takes in where it was seen.</summary>
    public void Update(PositionPixels seen)
    {
        var (gain, velocityGain) = (place / SightingVariance, mixed / SightingVariance);
        var (offX, offY) = (seen.X - x, seen.Y - y);
        (x, y) = (x + gain * offX, y + gain * offY);
        (velocityX, velocityY) = (velocityX + velocityGain * offX, velocityY + velocityGain * offY);
        velocity -= velocityGain * mixed;
        mixed *= 1 - gain;
        place *= 1 - gain;
    }
}
