namespace Saccade.Trajectories.Cameras;

/// <summary>How the scene becomes a picture.</summary>
public enum Projection
{
    /// <summary>A true pinhole: what is nearer is larger and brighter.</summary>
    Pinhole,

    /// <summary>From straight above, without any trace of depth: an ablation. A helix looks like a circle.</summary>
    Orthographic,
}
