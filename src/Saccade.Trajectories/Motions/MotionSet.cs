namespace Saccade.Trajectories.Motions;

/// <summary>Which distribution the paths are drawn from.</summary>
public enum MotionSet
{
    /// <summary>Families share centre, extent and phase, so that no single frame tells them apart.</summary>
    Matched,

    /// <summary>The equations of an earlier data set, kept as an exhibit: one still frame gives the class away.</summary>
    Historical,
}
