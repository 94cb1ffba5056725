namespace Saccade.Trajectories.Clips;

/// <summary>Whether something in front hides the ball for some frames.</summary>
public enum Occlusion
{
    /// <summary>Nothing does.</summary>
    None,

    /// <summary>A dark bar across the picture that stands still; the ball goes behind it.</summary>
    Static,

    /// <summary>A dark bar that moves across the ball.</summary>
    Moving,
}
