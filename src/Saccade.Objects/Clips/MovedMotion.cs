using Saccade.Trajectories;
using Saccade.Trajectories.Motions;

namespace Saccade.Objects.Clips;

/// <summary>Another path, moved as a whole.</summary>
/// <param name="path">The path.</param>
/// <param name="by">How far, world units.</param>
internal sealed class MovedMotion(Motion path, PositionWorld by) : Motion
{
    public override PositionWorld At(double t) => path.At(t) + by;

    /// <summary>The parameters of the path as it was.</summary>
    public override void WriteParameters(Span<double> parameters) => path.WriteParameters(parameters);
}
