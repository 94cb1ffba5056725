using Saccade.Media;

namespace Saccade.Trajectories.Describing;

/// <summary>A ball's way through the picture for least squares: time runs from -1/2 at the first place to 1/2 at the last.</summary>
internal sealed class PictureTrack
{
    /// <summary>Fewer places fit anything.</summary>
    public const int FewestPlaces = 6;

    /// <param name="points">By frame, at least <see cref="FewestPlaces"/>.</param>
    /// <param name="rate">Frames a second.</param>
    public PictureTrack(IReadOnlyList<TrackPoint> points, FrameRate rate)
    {
        var (first, last) = (points[0].Frame, points[^1].Frame);
        Times = [.. points.Select(p => (p.Frame - first) / (double)(last - first) - 0.5)];
        X = [.. points.Select(p => p.Position.X)];
        Y = [.. points.Select(p => p.Position.Y)];
        Duration = rate.TimeOf(last).Seconds - rate.TimeOf(first).Seconds;
    }

    /// <summary>-1/2 to 1/2.</summary>
    public double[] Times { get; }

    /// <summary>Pixels to the right.</summary>
    public double[] X { get; }

    /// <summary>Pixels down.</summary>
    public double[] Y { get; }

    /// <summary>Seconds from the first place to the last.</summary>
    public double Duration { get; }
}
