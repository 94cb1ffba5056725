namespace Saccade.Trajectories.Motions;

/// <summary>
/// One ball's path: a position in world units for every time. The frames of a clip sample [0, 1]; the same law goes on after 1,
/// which is what forecasting is asked for.
/// </summary>
public abstract class Motion
{
    /// <summary>Most parameters that any family has: the room kept for them in a clip's labels.</summary>
    public const int MaxParameters = 9;

    /// <summary>The position at <paramref name="t"/>: 0 is the first frame, 1 the last.</summary>
    public abstract PositionWorld At(double t);

    /// <summary>Writes the numbers of this path in the order of its family's <see cref="MotionFamily.ParameterNames"/>.</summary>
    public abstract void WriteParameters(Span<double> parameters);

    /// <summary>Times of <paramref name="frames"/> frames over [0, 1]; larger frame numbers continue at the same pace.</summary>
    public static double TimeOfFrame(int frame, int frames) => frame / (double)(frames - 1);
}
