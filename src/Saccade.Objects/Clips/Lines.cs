using Saccade.Trajectories;
using Saccade.Trajectories.Motions;

namespace Saccade.Objects.Clips;

/// <summary>
/// The straight paths of objects that are there for a few frames only: each touches a path as the lasting ball may take, with its place and its speed
/// at that time. So no place, size or speed tells the kinds apart, and what goes on after a gap goes on in a line.
/// </summary>
internal static class Lines
{
    private const double Step = 1e-3;

    /// <summary>The line that touches <paramref name="path"/> at <paramref name="time"/>.</summary>
    public static LinearMotion Touching(Motion path, double time) => Through(path.At(time), time, Velocity(path, time));

    /// <summary>The line that is at <paramref name="place"/> at <paramref name="time"/>.</summary>
    /// <param name="place">World units.</param>
    /// <param name="time">0 is the first frame, 1 the last.</param>
    /// <param name="velocity">World units a clip.</param>
    public static LinearMotion Through(PositionWorld place, double time, PositionWorld velocity) => new(place - time * velocity, velocity);

    /// <summary>World units a clip.</summary>
    public static PositionWorld Velocity(Motion path, double time) => 0.5 / Step * (path.At(time + Step) - path.At(time - Step));
}
